"""Addresses of the stores."""

from django.urls import path

from driveout.office.drive.stock import count_views, goods_views, load_views, views

urlpatterns = [
    path("", views.stock, name="stock"),
    path("tag-i-brug/", views.open_up, name="open_stores"),
    path("beholdning.csv", views.stock_csv, name="stock_csv"),
    path("varer/", goods_views.goods, name="goods"),
    path("varer/ny/", goods_views.new, name="new_good"),
    path("varer/<int:good_id>/", goods_views.good, name="good"),
    path("varer/<int:good_id>/brug/", goods_views.use, name="use_good"),
    path("pakkelister/", load_views.loads, name="loads"),
    path("pakkelister/<int:trip_id>/", load_views.load, name="load"),
    path("pakkelister/<int:trip_id>/afhentninger/", load_views.pick_ups, name="pick_ups"),
    path("pakkelister/<int:trip_id>/laeg-i-vognen/", load_views.load_van, name="load_van"),
    path("<int:store_id>/", views.store, name="store"),
    path("<int:store_id>/historik/", views.history, name="stock_history"),
    path("<int:store_id>/historik.csv", views.history_csv, name="stock_history_csv"),
    path("<int:store_id>/optaelling/", count_views.count, name="count"),
    path("<int:store_id>/optaelling/afslut/", count_views.finish, name="finish_count"),
    path("<int:store_id>/<slug:act>/", views.move, name="stock_move"),
]
