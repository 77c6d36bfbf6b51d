"""What the workbook template says in Danish: how to use it, and what each column means (English is in the format)."""

ILLUSTRATED = ("Forsamlingshuset", "Biblioteket", "Hallen", "Sognegården", "Skolen", "Klubhuset")

HERE = (
    ("1. Skriv sæsonens navn i arket season, ud for name.", "1. Write the season's name in the sheet season, at name."),
    (
        "2. Skriv dine hubs, steder, biler, medarbejdere og frivillige i stedet for eksemplerne. Én i hver række.",
        "2. Write your hubs, stops, vehicles, employees and volunteers over the examples. One in each row.",
    ),
    (
        "3. Arket KOLONNER forklarer hver kolonne. Et tomt felt betyder det, der står under uden svar.",
        "3. The sheet KOLONNER explains each column. Leave a cell empty to take the value under “uden svar” (default).",
    ),
    (
        "4. Skriv værdier, ikke formler. Overskrifterne i række 1 skal blive stående. De må også være de danske.",
        "4. Write values, not formulas. Keep the headings in row 1. They may be the Danish ones too.",
    ),
    (
        "5. Tider skrives 10.00-14.00. To tidsrum samme dag: 10.00-12.00 14.00-16.00. Tomt betyder lukket.",
        "5. Times are written 10:00-14:00. Two spans in a day: 10:00-12:00 14:00-16:00. Empty means closed.",
    ),
    (
        "6. Dage skrives man tir ons tor fre lør søn, eller mon tue wed thu fri sat sun.",
        "6. Days are written mon tue wed thu fri sat sun.",
    ),
    (
        "7. Gem som .xlsx, og hent filen ind under Ny sæson. Er der fejl, får du dem alle på én gang.",
        "7. Save as .xlsx, and hand it in under New season. If something is wrong, you are told all of it at once.",
    ),
)

_KEY = "Det, andre rækker må kalde den. Tom: navnet. Skal bruges, hvor to har samme navn."
_PLACE = {
    "key": _KEY,
    "lat": "Breddegrad.",
    "lon": "Længdegrad.",
    "municipality": "Kommunen, den ligger i: Danmarks Statistiks tre cifre eller navnet.",
}
_CREW = {
    "key": _KEY,
    "hub": "Den hub, der hører til, som den hedder i arket hubs.",
    "days": "De ugedage, hvor den eller det kan bruges.",
}
_SHEETS = {
    "season": {
        "name": "Hvad sæsonen hedder.",
        "first_day": "Sæsonens første dag. Tom: ingen kalender og derfor ingen helligdage.",
        "weeks": "Hvor mange uger den varer.",
        "target_guests_a_week": "Målet for gæster om ugen. Det vises ved siden af planen og ændrer intet.",
        "closed_dates": "Flere dage uden kørsel, ud over helligdage. Én dato i hver række.",
        "drives_source": "Hvor minutterne i arket minutes kommer fra.",
        "notes": "Det, læserne skal vide om tallene.",
        "budget_kr_a_week": "Hvad alle ture til sammen højst må koste om ugen. Tom: ingen grænse.",
        "kr_per_km": "Kørsel.",
        "kr_per_employee_hour": "En medarbejders time på tur.",
        "kr_per_opening": "Mad og andet til hver åbning.",
        "load_minutes": "Tid til at læsse ved hubben, før bilen kører.",
        "unload_minutes": "Tid til at læsse af ved hubben bagefter.",
        "leg_step_minutes": "Pakning, kørsel og opstilling rundes op til dette skridt, og åbninger begynder på det.",
        "stops_a_tour": "Flest åbninger på én tur.",
        "break_after_minutes": "Ingen arbejder længere end det uden pause.",
        "break_minutes": "Pausens længde. Den er betalt.",
        "rest_minutes": "Hvile mellem en medarbejders to arbejdsdage. Loven siger 11 timer.",
        "spacing_days": "Mindste antal dage mellem to besøg samme sted, regnet rundt om ugen.",
        "second_visit_share": "Nye gæster ved andet besøg i ugen, som en del af det førstes.",
        "fairness": "none: flest gæster. floor: hver kommune får mindst sin del. proportional: gæster tæller mere, "
        "hvor få bliver mødt.",
        "floor_share": "Ved floor: den mindste del af kommunens andel.",
        "change_price_guests": "Hvad hver flyttet eller opgivet åbning fra den gamle plan skal opvejes af.",
        "same_hour_minutes": "En åbning er den samme, når den begynder højst så meget før eller efter.",
        "guests_per_1000_kr": "Hvad 1.000 kr. sparet om ugen er værd i gæster. 0: sparet er intet værd.",
        "holidays": "Det land, hvis helligdage er uden kørsel. none: de er dage som andre.",
    },
    "hubs": {
        **_PLACE,
        "hub": "Navnet. Det må ingen anden hub og intet sted have, uden at hver har en nøgle.",
        "inhabitants": "Indbyggere i byen. Tom, hvor intet register siger det.",
        "source": "Hvor position og størrelse kommer fra.",
        "day": "Hvornår holdet må arbejde den dag, tidligst og senest.",
    },
    "stops": {
        **_PLACE,
        "stop": "Navnet. Det må intet andet sted og ingen hub have, uden at hver har en nøgle.",
        "hub": "Stedets egen hub, som den hedder i arket hubs.",
        "also_hubs": "Andre hubs, der også må køre dertil.",
        "inhabitants": "Indbyggere på stedet. Tom, hvor intet register siger det.",
        "size_source": "Hvor tallet for indbyggere kommer fra.",
        "position_source": "Hvor positionen kommer fra.",
        "venue": "Hvor caféen står, som gæsterne kender det.",
        "lengths": "De længder en åbning må have, i minutter.",
        "setup_minutes": "Fra bilen holder, til caféen er åben.",
        "packdown_minutes": "Fra caféen lukker, til bilen kører.",
        "seats": "Hvor mange gæster der er plads til på én gang.",
        "stay_minutes": "Hvor længe en gæst bliver i snit.",
        "volunteers": "Hvor mange frivillige hver åbning skal have.",
        "guests": "Hvor mange der ventes til én ugentlig åbning, hvis der er plads til alle.",
        "guests_spread": "Hvor usikkert guests er: 0,5 betyder, at halvt til halvanden gang så mange ikke er sært.",
        "guests_shape": "Hvor forskellige ugerne er. Et stort tal betyder jævne uger.",
        "guests_known": "Hvor guests kommer fra: assumed (antaget) eller learned (lært af fremmøde).",
        "guests_openings": "Hvor mange åbninger guests er lært af.",
        "weight": "Hvad én gæst her tæller for, når gæster lægges sammen.",
        "visits_min": "Færrest besøg om ugen.",
        "visits_max": "Flest besøg om ugen.",
        "day": "Hvornår gæster må være inde den dag. Opstilling og pakning må ligge udenfor.",
    },
    "vehicles": {**_CREW, "vehicle": "Navnet. Det må ingen anden bil have, uden at hver har en nøgle."},
    "employees": {
        **_CREW,
        "employee": "Et navn eller en kode, som ingen anden medarbejder har, uden at hver har en nøgle.",
        "hours_a_week": "Flest timer på tur om ugen.",
        "hours_a_day": "Længste tur.",
    },
    "volunteers": {
        **_CREW,
        "volunteer": "Et navn eller en kode, som ingen anden frivillig har, uden at hver har en nøgle.",
        "openings_a_day": "Flest åbninger på én dag, alle på samme tur.",
        "openings_a_week": "Flest åbninger om ugen.",
    },
    "wishes": {
        "wish": "pin: stedet har åbent den dag. forbid: stedet får ikke besøg.",
        "stop": "Et sted, som det hedder i arket stops.",
        "day": "Ugedagen. forbid uden dag gælder hele ugen.",
        "starts": "Ved pin: hvornår der åbnes, hvis det er vigtigt.",
        "minutes": "Ved pin: hvor længe der er åbent, hvis det er vigtigt.",
    },
    "earlier": {
        "stop": "Et sted, som det hedder i arket stops. Arket rummer den plan, der gælder nu.",
        "day": "Ugedagen.",
        "starts": "Hvornår der åbnes.",
        "minutes": "Hvor længe der er åbent.",
    },
    "reach": {
        "stop": "Et sted, som det hedder i arket stops. Arket bruges, når nogen selv har regnet gæsterne ud.",
        "visits": "Besøg om ugen.",
        "minutes": "Hver åbnings længde.",
        "guests": "Gæster om ugen, alle besøg lagt sammen.",
    },
    "minutes": {
        "from": "En hub eller et sted. Arket bruges, når nogen har målt køretiden.",
        "to": "En hub eller et sted.",
        "minutes": "Minutter den ene vej.",
        "km": "Kilometer den ene vej. Tom: vi regner dem ud.",
    },
    "ferries": {
        "crossing": "Overfarten, som den hedder, når sæsonen hentes ind.",
        "first": "Første afgang fra den havn, der nævnes først. Tomt: som det er almindeligt kendt.",
        "last": "Sidste afgang fra den havn, der nævnes først.",
        "first_back": "Første afgang fra den anden havn.",
        "last_back": "Sidste afgang fra den anden havn: den, man skal hjem med.",
        "headway": "Minutter mellem afgangene om dagen.",
        "ticket_kr": "Hvad bilen betaler hver vej.",
    },
}
DANISH = {(sheet, column): text for sheet, columns in _SHEETS.items() for column, text in columns.items()}
