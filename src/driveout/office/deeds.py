"""What each deed in the trace is called. A new `leave_trace(what=…)` needs its line here; a test says which is missing.

`%(who)s` is the person, `%(it)s` what it was done to, where that can be named.
"""

from django.utils.translation import gettext as _

PEOPLE = {  # users and settings: these and the sign-ins are all that an operator sees
    "welcomed",
    "invited a person",
    "withdrew a link",
    "said yes to a link",
    "took an invitation",
    "made a reset link",
    "chose a new password by link",
    "changed a role",
    "ended access",
    "gave access back",
    "erased a person",
    "changed the password",
    "made a passkey",
    "removed a passkey",
    "made a second factor",
    "removed a second factor",
    "reset a second factor",
    "made new recovery codes",
    "used a recovery code",
    "asked for a second factor",
    "asks for no second factor",
    "signed out elsewhere",
}
SIGN_INS = {"signed in", "signed out", "tried a wrong password"}  # many a day: a list of their own


def sentences() -> dict[str, str]:
    """Deed → sentence, in the language of the page."""
    return {
        **_people(),
        **_seasons(),
        **_plans(),
        **_crew(),
        **_days(),
        **_calls(),
        **_shifts(),
        **_stock(),
        **_kept(),
        **_threads(),
    }


def of_old() -> str:
    """For a deed that had a sentence once: the traces of an older version stay."""
    return _("%(who)s gjorde noget ved %(it)s")


def _people() -> dict[str, str]:
    return {
        "looked after an entry of help": _("%(who)s så efter %(it)s i vejviseren"),
        "took a list of help in": _("%(who)s tog en liste med hjælp ind"),
        "handed in a list of help": _("%(who)s afleverede en liste med hjælp"),
        "changed an entry of help": _("%(who)s rettede %(it)s i vejviseren"),
        "wrote an entry of help": _("%(who)s skrev %(it)s i vejviseren"),
        "welcomed": _("%(who)s gav %(it)s adgang"),
        "invited a person": _("%(who)s lavede et link til %(it)s"),
        "withdrew a link": _("%(who)s trak linket til %(it)s tilbage"),
        "said yes to a link": _("%(who)s sagde ja til linket til %(it)s"),
        "took an invitation": _("%(who)s tog imod sin invitation"),
        "made a reset link": _("%(who)s lavede et link til en ny adgangskode til %(it)s"),
        "chose a new password by link": _("%(who)s valgte en ny adgangskode med et link"),
        "changed a role": _("%(who)s ændrede rollen for %(it)s"),
        "ended access": _("%(who)s sluttede adgangen for %(it)s"),
        "gave access back": _("%(who)s gav %(it)s adgang igen"),
        "changed the password": _("%(who)s skiftede sin adgangskode"),
        "made a passkey": _("%(who)s lavede en adgangsnøgle"),
        "removed a passkey": _("%(who)s fjernede en adgangsnøgle"),
        "made a second factor": _("%(who)s slog koden ved log ind til"),
        "removed a second factor": _("%(who)s slog koden ved log ind fra"),
        "reset a second factor": _("%(who)s nulstillede koden ved log ind for %(it)s"),
        "made new recovery codes": _("%(who)s lavede nye nødkoder"),
        "used a recovery code": _("%(who)s brugte en nødkode"),
        "asked for a second factor": _("%(who)s bad koordinatorer og driftsansvarlige om en kode ved log ind"),
        "asks for no second factor": _("%(who)s gjorde koden ved log ind frivillig"),
        "signed in": _("%(who)s loggede ind"),
        "signed out": _("%(who)s loggede ud"),
        "tried a wrong password": _("Nogen skrev en forkert adgangskode for %(it)s"),
        "signed out elsewhere": _("%(who)s loggede sig ud andre steder"),
        "put the first steps away": _("%(who)s lagde de første trin væk"),
        "took the first steps back": _("%(who)s tog de første trin frem igen"),
        "registered a phone": _("%(who)s tog appen i brug på %(it)s"),
        "ended a phone": _("%(who)s sluttede telefonen %(it)s"),
        "read a rescue file in": _("%(who)s læste en fil ind fra %(it)s"),
        "chose between two values": _("%(who)s valgte mellem to svar fra %(it)s"),
    }


def _seasons() -> dict[str, str]:
    return {
        "imported a season": _("%(who)s hentede %(it)s ind"),
        "began a season by hand": _("%(who)s begyndte %(it)s"),
        "forgot a season": _("%(who)s slettede %(it)s"),
        "handed in a season file": _("%(who)s sendte en fil med en sæson"),
        "read a season file": _("Filen fra %(who)s er læst"),
        "was refused a season file": _("%(who)s sendte en fil, der ikke kunne tages imod"),
        "took the names that would do": _("%(who)s tog de navne, der blev foreslået, i sin fil"),
        "made a scenario": _("%(who)s lavede %(it)s som et scenarie"),
        "made the next season": _("%(who)s lavede %(it)s ud fra den forrige sæson"),
        "made a scenario the season": _("%(who)s lod %(it)s træde i en anden sæsons sted"),
        "made the season a scenario again": _("%(who)s gjorde %(it)s til et scenarie igen"),
        "deleted a scenario": _("%(who)s slettede et scenarie"),
        "deleted a season": _("%(who)s slettede en sæson"),
        "said that two places are one": _("%(who)s sagde, at to steder er ét: %(it)s"),
        "said that two places are two": _("%(who)s sagde, at to steder er to: %(it)s"),
        "edited a register": _("%(who)s rettede i %(it)s"),
        "edited again": _("%(who)s rettede igen i %(it)s"),
        "undid an edit": _("%(who)s fortrød en rettelse i %(it)s"),
        "changed a wish": _("%(who)s ændrede %(it)s"),
        "undid a wish": _("%(who)s fortrød en ændring af %(it)s"),
        "wished again": _("%(who)s gjorde en ændring af %(it)s igen"),
        "proposed a wish": _("%(who)s foreslog en ændring af %(it)s"),
        "accepted a proposal": _("%(who)s sagde ja til et forslag"),
        "declined a proposal": _("%(who)s sagde nej til et forslag"),
    }


def _plans() -> dict[str, str]:
    return {
        "asked for a plan": _("%(who)s bad om en ny plan"),
        "stopped a search": _("%(who)s stoppede en søgning"),
        "stored a plan": _("En ny plan til %(who)s blev gemt: %(it)s"),
        "named a plan": _("%(who)s skrev navn og note til %(it)s"),
        "approved a plan": _("%(who)s godkendte %(it)s"),
        "took approval back": _("%(who)s tog godkendelsen af %(it)s tilbage"),
        "published the times": _("%(who)s offentliggjorde tiderne fra %(it)s"),
        "took the times down": _("%(who)s tog tiderne fra %(it)s ned"),
        "asked for a plan as a file": _("%(who)s bad om %(it)s som fil"),
        "asked what if": _("%(who)s bad om en beregning: hvad nu hvis"),
        "stopped what if": _("%(who)s stoppede en beregning: hvad nu hvis"),
    }


def _crew() -> dict[str, str]:
    return {
        "wrote where to be told": _("%(who)s skrev, hvor beskeder skal sendes hen"),
        "stopped messages": _("%(it)s stoppede for beskeder"),
        "removed where to be told": _("%(who)s slettede sin adresse til beskeder"),
        "made a calendar address": _("%(who)s lavede en adresse til sin kalender"),
        "ended a calendar address": _("%(who)s sluttede sin kalenders adresse"),
    }


def _days() -> dict[str, str]:
    return {
        "cancelled a café": _("%(who)s aflyste en café"),
        "moved a café": _("%(who)s flyttede en café til senere"),
        "took a cancellation back": _("%(who)s tog en aflysning tilbage"),
        "repaired the day": _("%(who)s lagde en dag om"),
    }


def _calls() -> dict[str, str]:
    return {
        "wrote whom to ring": _("%(who)s skrev et nummer til en på holdet"),
        "removed whom to ring": _("%(who)s slettede et nummer til en på holdet"),
        "wrote the own number": _("%(who)s skrev sit eget telefonnummer"),
        "said who signs in as somebody": _("%(who)s sagde, hvem en på holdet logger ind som"),
        "said that nobody signs in as somebody": _("%(who)s sagde, at en på holdet ikke logger ind"),
        "rang somebody": _("%(who)s ringede til en på ringelisten"),
        "took a ticked call back": _("%(who)s tog et kryds på ringelisten tilbage"),
        "wrote to a crew": _("%(who)s skrev til et hold"),
    }


def _stock() -> dict[str, str]:
    return {
        "took in stock": _("%(who)s tog imod %(it)s"),
        "moved stock": _("%(who)s flyttede %(it)s"),
        "handed out stock": _("%(who)s gav ud: %(it)s"),
        "wrote off stock": _("%(who)s afskrev %(it)s"),
        "started a count": _("%(who)s begyndte at tælle i %(it)s"),
        "counted": _("%(who)s skrev tal fra en optælling i %(it)s"),
        "finished a count": _("%(who)s afsluttede en optælling i %(it)s"),
        "put a count away": _("%(who)s lagde en optælling i %(it)s væk"),
        "added a good": _("%(who)s lagde varen «%(it)s» til"),
        "edited a good": _("%(who)s rettede varen «%(it)s»"),
        "took a good out of use": _("%(who)s tog varen «%(it)s» ud af brug"),
        "took a good back into use": _("%(who)s tog varen «%(it)s» i brug igen"),
        "opened a store": _("%(who)s oprettede lageret %(it)s"),
        "loaded a van": _("%(who)s lagde en pakkeliste i %(it)s"),
        "set the pick-ups": _("%(who)s skrev afhentninger på turen %(it)s"),
    }


def _shifts() -> dict[str, str]:
    return {
        "made the days": _("%(who)s satte %(it)s på datoer"),
        "took a shift": _("%(who)s tog en vagt"),
        "gave a shift back": _("%(who)s gav en vagt fra sig"),
        "put somebody on": _("%(who)s satte en på en vagt"),
        "took somebody off": _("%(who)s tog en af en vagt"),
        "began a standing sign-up": _("%(who)s lavede en fast aftale"),
        "ended a standing sign-up": _("%(who)s sluttede en fast aftale"),
        "asked for a swap": _("%(who)s spurgte en kollega om at tage en vagt"),
        "took a swap back": _("%(who)s spurgte ikke en kollega mere"),
        "said yes to a swap": _("%(who)s tog en kollegas vagt"),
        "said no to a swap": _("%(who)s sagde nej til en kollegas vagt"),
        "said they are away": _("%(who)s skrev dage, hvor %(it)s ikke kan"),
        "is back from an absence": _("%(who)s skrev, at %(it)s kan komme igen"),
        "said somebody did not come": _("%(who)s skrev, at en ikke kom til en vagt"),
        "said somebody did come after all": _("%(who)s rettede, at en alligevel kom til en vagt"),
        "corrected hours": _("%(who)s rettede tiden på en vagt"),
        "changed how many are needed": _("%(who)s ændrede, hvor mange en vagt skal bruge"),
        "noted a paper": _("%(who)s skrev, at et papir er set hos %(it)s"),
        "took a noted paper back": _("%(who)s slettede et noteret papir hos %(it)s"),
        "asked somebody to take a shift": _("%(who)s spurgte %(it)s om en vagt"),
        "said where they like to help": _("%(who)s skrev, hvor det er bedst at hjælpe"),
    }


def _kept() -> dict[str, str]:
    return {
        "deleted what was kept long enough": _("%(who)s slettede det, der var gemt længe nok"),
        "held back what was to be deleted": _("%(who)s holdt det tilbage, der skulle slettes, til nogen siger ja"),
        "kept own words longer": _("%(who)s forlængede, hvor længe egne ord gemmes"),
        "deleted own words": _("%(who)s slettede egne ord"),
        "looked at next steps": _("%(who)s så næste skridt fra %(it)s"),
        "looked up a code": _("%(who)s slog en kode op fra %(it)s"),
        "erased a person": _("%(who)s tog en person ud"),
    }


def _threads() -> dict[str, str]:
    return {
        "opened a thread": _("Et ønske blev til %(it)s"),
        "a person began a thread": _("En gæst begyndte selv %(it)s"),
        "began a thread for somebody": _("%(who)s begyndte %(it)s for en gæst"),
        "moved a thread": _("%(who)s skrev et skridt i %(it)s"),
        "wrote in a thread": _("%(who)s skrev i %(it)s"),
        "wrote a wish": _("%(who)s skrev ønsket i %(it)s"),
        "handed a thread over": _("%(who)s gav %(it)s videre til en kollega"),
        "took a consent": _("%(who)s skrev et samtykke i %(it)s"),
        "took a consent back": _("%(who)s tog et samtykke i %(it)s tilbage for gæsten"),
        "made a link to a thread": _("%(who)s lavede et link til %(it)s"),
        "a receiver opened a thread": _("Modtageren åbnede %(it)s"),
        "a receiver read a thread": _("Modtageren læste %(it)s"),
        "looked at a thread": _("%(who)s så %(it)s"),
        "a person looked at their thread": _("Gæsten så %(it)s"),
        "wrote a contact card": _("%(who)s skrev et kontaktkort i %(it)s"),
        "deleted a contact card": _("%(who)s slettede et kontaktkort i %(it)s"),
        "noted a gap": _("%(who)s skrev, at intet passede i %(it)s"),
        "wrote whom guests ring": _("%(who)s skrev, hvem gæster ringer til"),
    }
