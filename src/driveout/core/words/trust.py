"""How long each kind of thing is kept, what becomes of it then, and why: the one table that the nightly run follows."""

from collections.abc import Mapping
from types import MappingProxyType

from driveout.core.words.keeping import Keeping
from driveout.core.words.saying import Saying

MONTH, YEAR = 30, 365  # days
_DELETED = Saying("deleted", "slettes")
_GIVEN_UP = Saying("the day the access was ended", "dagen, hvor adgangen sluttede")

_RULES = (
    Keeping(
        "own words",
        ("OwnWords",),
        Saying("What guests said, word for word", "Gæsters egne ord"),
        Saying(
            "Long enough to learn from a year; longer only when somebody says why.",
            "Længe nok til at lære af et år. Længere kun, når nogen skriver hvorfor.",
        ),
        YEAR,
        Saying("the day they were said, or the last renewal", "dagen, de blev sagt, eller sidst forlænget"),
        Saying(
            "the words are wiped; that somebody said something stays", "ordene slettes; at der blev sagt noget, bliver"
        ),
    ),
    Keeping(
        "cards",
        ("Card",),
        Saying("Codes on cards that guests keep", "Koder på kort, som gæster har"),
        Saying("As long as somebody may come back with the card.", "Så længe nogen kan komme igen med kortet."),
        3 * MONTH,
        Saying("the last step", "det sidste skridt"),
        Saying("the code is wiped; the kind of need is counted on", "koden slettes; behovets art tælles stadig med"),
    ),
    Keeping(
        "notes",
        ("FieldEvent",),
        Saying("What the crew wrote of mishaps, other work and to the next crew", "Holdets egne noter fra caféerne"),
        Saying(
            "They help the crew for a season or two; a note may say more of somebody than was meant.",
            "De hjælper holdet en sæson eller to. En note kan sige mere om nogen, end den skulle.",
        ),
        YEAR,
        Saying("the day they came in", "dagen, de kom ind"),
        Saying("the text is wiped; every count stays", "teksten slettes; alle tal bliver"),
    ),
    Keeping(
        "threads",
        ("Thread", "ThreadStep", "Consent", "SecretLink"),
        Saying("Threads: what a person wished, and what became", "Tråde: hvad en ønskede, og hvad der kom af det"),
        Saying(
            "As long as something happens, and half a year more: whoever comes back is known by the code.",
            "Så længe der sker noget, og et halvt år mere: Den, der kommer igen, kendes på koden.",
        ),
        6 * MONTH,
        Saying("the last thing that was said in it", "det sidste, der blev sagt i den"),
        Saying(
            "code, words, receiver and consents are wiped; that there was a thread is counted on",
            "kode, ord, modtager og samtykker slettes; at der var en tråd, tælles stadig med",
        ),
    ),
    Keeping(
        "contact cards",
        ("ContactCard",),
        Saying(
            "Sealed cards with a name and a number that a guest gave",
            "Låste kort med et navn og et nummer, en gæst gav",
        ),
        Saying("Only until the day the guest chose.", "Kun til den dag, gæsten valgte."),
        0,
        Saying("the day on the card", "dagen på kortet"),
        _DELETED,
    ),
    Keeping(
        "gaps",
        ("Gap", "HubNumber"),
        Saying("How often nothing fitted, and whom guests ring", "Hvor tit intet passede, og hvem gæster ringer til"),
        Saying(
            "Counts without anybody, and a role with a number.",
            "Tal uden nogen i, og en rolle med et nummer.",
        ),
    ),
    Keeping(
        "messages",
        ("Message",),
        Saying("Messages to the crew", "Beskeder til holdet"),
        Saying("So that one can see what was sent.", "Så man kan se, hvad der blev sendt."),
        3 * MONTH,
        Saying("the day they were written", "dagen, de blev skrevet"),
        _DELETED,
    ),
    Keeping(
        "refusals",
        ("Refusal",),
        Saying("What could not be taken from a phone", "Det, der ikke kunne tages imod fra en telefon"),
        Saying("So that a fault of a phone can be found.", "Så en fejl i en telefon kan findes."),
        6 * MONTH,
        Saying("the day it was refused", "dagen, det blev afvist"),
        _DELETED,
    ),
    Keeping(
        "absences",
        ("Absence",),
        Saying("Days on which somebody could not come", "Dage, nogen ikke kunne komme"),
        Saying("Needed to staff the season, and for nothing else.", "Bruges til at bemande sæsonen og ikke til andet."),
        0,
        Saying("the end of the season", "sæsonens slutning"),
        _DELETED,
    ),
    Keeping(
        "swaps",
        ("Swap",),
        Saying("Who asked whom to take a shift", "Hvem der bad hvem om at tage en vagt"),
        Saying("So that a misunderstanding can be cleared up.", "Så en misforståelse kan ryddes af vejen."),
        3 * MONTH,
        Saying("the shift", "vagten"),
        _DELETED,
    ),
    Keeping(
        "standing",
        ("Standing",),
        Saying("Standing sign-ups that were ended", "Faste vagter, der er sluttet"),
        Saying("So that one can see what was agreed.", "Så man kan se, hvad der var aftalt."),
        3 * MONTH,
        Saying("the day they were ended", "dagen, de sluttede"),
        _DELETED,
    ),
    Keeping(
        "names on shifts",
        ("Signup",),
        Saying("Who was on which shift", "Hvem der var på hvilken vagt"),
        Saying(
            "Two years of hours for accounts and thanks; after that the hours count without a name.",
            "To års timer til regnskab og tak. Derefter tæller timerne uden navn.",
        ),
        2 * YEAR,
        Saying("the shift", "vagten"),
        Saying("the name is taken away; the shift and its hours stay", "navnet tages væk; vagten og timerne bliver"),
    ),
    Keeping(
        "checks",
        ("Check",),
        Saying("That a paper was seen", "At et papir er set"),
        Saying("So that it can be shown who was in order when.", "Så man kan vise, hvem der var i orden hvornår."),
        YEAR,
        Saying("the day it ran out", "dagen, det udløb"),
        _DELETED,
    ),
    Keeping(
        "addresses",
        ("Way",),
        Saying("Mail addresses and telephone numbers of the crew", "Holdets mailadresser og telefonnumre"),
        Saying(
            "Used to tell somebody something, and for nothing else.", "Bruges til at give besked og ikke til andet."
        ),
        0,
        _GIVEN_UP,
        _DELETED,
    ),
    Keeping(
        "crew persons",
        ("Person",),
        Saying("Whom to ring, of the crew", "Hvem man ringer til på holdet"),
        Saying(
            "As long as a register has them, or they sign in here; their papers and days away go with it.",
            "Så længe et register har dem, eller de logger ind her. Papirer og fravær går med.",
        ),
        0,
        Saying("the day no register has them any more", "dagen, hvor intet register har dem mere"),
        _DELETED,
    ),
    Keeping(
        "calls",
        ("CallList", "Call"),
        Saying("Call lists: who was rung when something changed", "Ringelister: hvem der blev ringet op"),
        Saying("So that one can see who was told.", "Så man kan se, hvem der fik besked."),
        3 * MONTH,
        Saying("the day it was about", "dagen, det handlede om"),
        _DELETED,
    ),
    Keeping(
        "calendars",
        ("FeedStamp",),
        Saying("What calendars said last of each event", "Det, kalendere sidst sagde om hver begivenhed"),
        Saying(
            "So that a change reaches whoever has the calendar: its number only grows.",
            "Så en ændring når den, der har kalenderen: Nummeret vokser kun.",
        ),
        2 * YEAR,
        Saying("the day it was said", "dagen, det blev sagt"),
        _DELETED,
    ),
    Keeping(
        "calendar addresses",
        ("FeedAddress",),
        Saying("Secret addresses of calendars that were ended", "Kalenderes hemmelige adresser, der er sluttet"),
        Saying(
            "So that an old calendar is told who can help.", "Så en gammel kalender får at vide, hvem der kan hjælpe."
        ),
        MONTH,
        Saying("the day they were ended", "dagen, de sluttede"),
        _DELETED,
    ),
    Keeping(
        "phones",
        ("Phone",),
        Saying("Names of phones that were ended", "Navne på telefoner, der er sluttet"),
        Saying(
            "Long enough to sort out what they had not sent.", "Længe nok til at få styr på det, de ikke fik sendt."
        ),
        YEAR,
        Saying("the day they were ended", "dagen, de sluttede"),
        Saying("the name is wiped; what it sent stays", "navnet slettes; det, den sendte, bliver"),
    ),
    Keeping(
        "calls of phones",
        ("HeardCall",),
        Saying("The word of a phone's last calls", "Ordet for en telefons seneste kald"),
        Saying(
            "So that nobody can send a call again. It goes after ten minutes.",
            "Så ingen kan sende et kald igen. Det går efter ti minutter.",
        ),
        0,
        Saying("the moment the call is too old", "når kaldet er for gammelt"),
        _DELETED,
    ),
    Keeping(
        "wrong passwords",
        ("WrongTries",),
        Saying(
            "How often a password was wrong, without whose or from where",
            "Hvor tit en adgangskode var forkert, uden hvis og hvorfra",
        ),
        Saying("So that nobody can guess for long.", "Så ingen kan gætte længe."),
        1,
        Saying("the last try", "det sidste forsøg"),
        _DELETED,
    ),
    Keeping(
        "invitations",
        ("Invitation",),
        Saying("Links that are used or too old", "Links, der er brugt eller for gamle"),
        Saying("So that one can see who was let in.", "Så man kan se, hvem der blev lukket ind."),
        3 * MONTH,
        Saying("the day they ran out", "dagen, de udløb"),
        _DELETED,
    ),
    Keeping(
        "readings",
        ("WordsRead",),
        Saying("Who read own words, and why", "Hvem der læste egne ord, og hvorfor"),
        Saying("So that a guest can be told who read them.", "Så en gæst kan få at vide, hvem der har læst dem."),
        2 * YEAR,
        Saying("the reading", "læsningen"),
        _DELETED,
    ),
    Keeping(
        "readings of people",
        ("Reading",),
        Saying("Who read what is held on one of the crew", "Hvem der læste, hvad vi har om én på holdet"),
        Saying("So that people can see who read about them.", "Så folk kan se, hvem der har læst om dem."),
        2 * YEAR,
        Saying("the reading", "læsningen"),
        _DELETED,
    ),
    Keeping(
        "traces",
        ("Trace",),
        Saying(
            "Who did what in the office, and signed in or out", "Hvem der gjorde hvad på kontoret, og loggede ind og ud"
        ),
        Saying(
            "Accounts of a grant can be asked for in five years.",
            "Regnskabet for en bevilling kan efterspørges i fem år.",
        ),
        5 * YEAR,
        Saying("the deed", "handlingen"),
        _DELETED,
    ),
    Keeping(
        "counts",
        ("Tally", "Occurrence", "Trip", "Shift", "CountedMonth", "PublicFigure"),
        Saying("What was held, and how many came", "Hvad der blev holdt, og hvor mange der kom"),
        Saying(
            "Counts of guests, without anybody's name: what we learn from.",
            "Tal uden navne på gæster. Dem lærer vi af.",
        ),
    ),
    Keeping(
        "copies",
        ("Backup",),
        Saying("When the database was copied", "Hvornår databasen er kopieret"),
        Saying(
            "So that one sees whether there is a copy to go back to.",
            "Så man ser, om der er en kopi at gå tilbage til.",
        ),
    ),
    Keeping(
        "stock",
        ("Good", "Store", "Lot", "StockEvent", "CafeGave", "Balance", "Count", "CountLine"),
        Saying("What came into the stores and was handed out", "Det, der kom på lager og blev givet ud"),
        Saying("Books must add up.", "Et regnskab skal stemme."),
    ),
    Keeping(
        "plans",
        (
            *("Season", "Hub", "Stop", "StopWindow", "Vehicle", "Workday", "Employee", "Volunteer", "MayServe"),
            *("EarlierOpening", "Pin", "Forbidden", "Change", "Edit", "Proposal", "Plan", "Tour", "Opening", "Why"),
            *(
                "PlanRun",
                "Frontier",
                "Upload",
                "PublicTimes",
                "PublicOpening",
                "PublicChange",
                "PublicEvent",
                "PublicKey",
                "PublicMove",
                "Place",
                "PlaceQuestion",
                "OnDates",
            ),
        ),
        Saying(
            "Seasons, plans and what was decided, with the crew's names",
            "Sæsoner, planer og beslutninger, med holdets navne",
        ),
        Saying(
            "A plan has to be explained later. Names are taken out in the registers.",
            "En plan skal kunne forklares senere. Navne rettes i registrene.",
        ),
    ),
    Keeping(
        "directory",
        ("HelpProvider", "HelpPlace", "HelpService", "HelpAt", "PublicHelp"),
        Saying("Who helps with what, where and when", "Hvem der hjælper med hvad, hvor og hvornår"),
        Saying(
            "It is about offers of help, not about guests. What is out of date is asked about, not deleted.",
            "Det handler om tilbud, ikke om gæster. Det, der er gammelt, spørges der til. Det slettes ikke.",
        ),
    ),
    Keeping(
        "marks of help",
        ("HelpCheck",),
        Saying("Who rang an offer of help, and what they heard", "Hvem der ringede til et tilbud, og hvad de hørte"),
        Saying("So that one sees how sure an entry is.", "Så man ser, hvor sikkert et tilbud er."),
        2 * YEAR,
        Saying("the day they rang", "dagen, de ringede"),
        _DELETED,
    ),
    Keeping(
        "lists of help",
        ("HelpUpload",),
        Saying("Files with lists of help that were taken in", "Filer med lister over hjælp, der er hentet ind"),
        Saying("So that one sees what became of a list.", "Så man ser, hvad der blev af en liste."),
        MONTH,
        Saying("the day they were handed in", "dagen, de blev afleveret"),
        _DELETED,
    ),
    Keeping(
        "files",
        ("PlanFile",),
        Saying("Plans as files", "Planer som filer"),
        Saying("A file can be made again.", "En fil kan laves igen."),
        1,
        Saying("the day somebody asked for it", "dagen, nogen bad om den"),
        _DELETED,
    ),
    Keeping(
        "people",
        ("Member", "Organisation", "SecondFactor", "RecoveryCode"),
        Saying("Who has or had access", "Hvem der har eller har haft adgang"),
        Saying(
            "Until the person asks to be taken out; then the name goes and the totals stay.",
            "Til personen beder om at komme ud. Så går navnet, og tallene bliver.",
        ),
    ),
)
KEEPING: Mapping[str, Keeping] = MappingProxyType({rule.key: rule for rule in _RULES})
