"""What the workbook's templates say: how to use them, and in Danish what the tables of wishes and figures mean.

The others say so themselves, in `core.words.fields`; English is in the format.
"""

ILLUSTRATED = ("Forsamlingshuset", "Biblioteket", "Hallen", "Sognegården", "Skolen", "Klubhuset")

NAMES = {"da": "Skriv sæsonens navn her", "en": "Write the season's name here"}
INVENTED = {"da": "Byerne er opfundet. Skriv dine egne.", "en": "The towns are invented. Write your own."}

_BOTH = (
    ("1. Skriv sæsonens navn i arket Sæson, ud for Navn.", "1. Write the season's name in the sheet Sæson, at Navn."),
    (
        "2. Skriv dine hubs, steder, biler, medarbejdere og frivillige i stedet for eksemplerne. Én i hver række.",
        "2. Write your hubs, stops, vehicles, employees and volunteers over the examples. One in each row.",
    ),
    (
        "3. Arket KOLONNER forklarer hver kolonne. Et tomt felt betyder det, der står under uden svar.",
        "3. The sheet KOLONNER explains each column. Leave a cell empty to take the value under “uden svar” (default).",
    ),
    (
        "4. Skriv værdier, ikke formler. Arkenes navne og række 1 skal blive stående. De må også være engelske.",
        "4. Write values, not formulas. Keep the sheets' names and row 1, or write the English ones.",
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

_ENGLISH = (
    "1. Write the season's name in the sheet Season, at Name.",
    "2. Write your hubs, stops, vehicles, employees and volunteers over the examples. One in each row.",
    "3. The sheet COLUMNS explains each column. Leave a cell empty to take what stands there under “when empty”.",
    "4. Write values, not formulas. Keep the sheets' names and row 1; the Danish ones are read too.",
    "5. Times are written 10:00-14:00. Two spans in a day: 10:00-12:00 14:00-16:00. Empty means closed.",
    "6. Days are written mon tue wed thu fri sat sun.",
    "7. Save as .xlsx, and hand it in under New season. If something is wrong, you are told all of it at once.",
)
HERE: dict[str, tuple[tuple[str, ...], ...]] = {"da": _BOTH, "en": tuple((line,) for line in _ENGLISH)}

_SHEETS = {
    "wishes": {
        "wish": "fasthold: stedet har åbent den dag. forbyd: stedet får ikke besøg.",
        "stop": "Et sted, som det hedder i arket Steder.",
        "day": "Ugedagen. forbyd uden dag gælder hele ugen.",
        "starts": "Ved fasthold: hvornår der åbnes, hvis det er vigtigt.",
        "minutes": "Ved fasthold: hvor længe der er åbent, hvis det er vigtigt.",
    },
    "earlier": {
        "stop": "Et sted, som det hedder i arket Steder. Arket rummer den plan, der gælder nu.",
        "day": "Ugedagen.",
        "starts": "Hvornår der åbnes.",
        "minutes": "Hvor længe der er åbent.",
    },
    "reach": {
        "stop": "Et sted, som det hedder i arket Steder. Arket bruges, når nogen selv har regnet gæsterne ud.",
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
