"""The made-up organisations of the rehearsal, each made by its focal point."""

from datetime import datetime, timedelta

from accounts.organisations import actions, membership
from accounts.organisations.models import Invitation, MemberRole, Organisation
from accounts.organisations.names import near_duplicates
from accounts.people.rehearsal import person
from forum.kit import clock
from forum.taxonomy.models import Category, Country

ANOTHER = "Another body with other members; both are made up."
ORGANISATIONS = [
    (
        "ngo",
        "Harbour Light Migrant Network",
        "HLMN",
        "migrant_diaspora",
        "Legal help and language for people who arrive.",
    ),
    ("city", "City of Port Meridian", "", "local_government", "A harbour city of arrivals and departures."),
    ("state", "Republic of Exemplia", "", "member_state", "A State that is made up, with a coast and a diaspora."),
    ("cochair2", "Kingdom of Placeholderia", "", "member_state", "A made-up State that hosts and sends workers."),
    ("agency", "Placeholder Agency for Mobility", "PAM", "un_system", "Helps governments to count and to plan."),
    ("youth", "Youth Assembly of Nowhere", "YAN", "youth", "Young people on the move and those who stay."),
    ("academia", "Sample Institute of Mobility Studies", "SIMS", "academia", "Research on work, care and movement."),
    ("borders", "Institute of Imaginary Borders", "IIB", "academia", "Maps what borders do to everyday life."),
    ("diaspora", "Placeholder Diaspora Federation", "PDF", "migrant_diaspora", "Associations from eleven countries."),
    ("union", "Sample Trade Union Centre", "STUC", "trade_union", "Organises workers wherever they come from."),
    ("faith", "Fictional Faith Alliance", "FFA", "faith", "Shelters run by eight communities of faith."),
    ("press", "Placeholder Press Agency", "PPA", "media", "News of movement, in four languages."),
    ("cities", "Association of Invented Cities", "AIC", "local_government", "Sixty towns that do not exist."),
    ("rights", "Imaginary Human Rights Commission", "IHRC", "nhri", "Watches how rights are kept at arrival."),
    ("consult", "Invented Recruitment Group", "IRG", "private_sector", "Finds workers for ships and hotels."),
    ("fund", "Nowhere Foundation", "", "foundation", "Pays for small things that last."),
    ("stories", "Unwritten Stories Collective", "USC", "migrant_diaspora", "Records what people tell of the way."),
]
COUNTRIES = {
    "ngo": "gha",
    "city": "gha",
    "cities": "gha",
    "youth": "ken",
    "academia": "bra",
    "rights": "bra",
    "stories": "mex",
    "union": "phl",
    "consult": "phl",
    "faith": "jor",
    "diaspora": "fra",
    "fund": "che",
    "borders": "ukr",
}  # the others are of no country that there is
MEMBERS = {"academia": ["reviewer"], "rights": ["reviewer2"], "state": ["cochair"], "ngo": ["stories"]}


def organisation(name: str) -> Organisation:
    """The organisation of a member of the cast."""
    return Organisation.objects.get(name=next(row[1] for row in ORGANISATIONS if row[0] == name))


def run(day0: datetime) -> None:
    categories = {category.code: category for category in Category.objects.all()}
    countries = {country.code: country for country in Country.objects.filter(code__in=COUNTRIES.values())}
    for number, (holder, name, acronym, category, about) in enumerate(ORGANISATIONS):
        with clock.moved(day0 - timedelta(days=46, hours=-number)):
            similar = near_duplicates(name, acronym=acronym)
            made = actions.add(
                by=person(holder),
                name=name,
                acronym=acronym,
                category=categories[category],
                country=countries.get(COUNTRIES.get(holder, "")),
                about=about,
                differs=ANOTHER if similar else "",
                is_fictional=True,
            )
        if made.category_is_claim:
            with clock.moved(day0 - timedelta(days=45)):
                actions.set_category(made, by=person("secretariat"), category=made.category)
    with clock.moved(day0 - timedelta(days=44)):
        for name, members in MEMBERS.items():
            for member in members:
                bring_in(name, member)
    with clock.moved(day0 - timedelta(days=2)):
        membership.invite(organisation("ngo"), by=person("ngo"), email="youth@demo.example", role=MemberRole.DEPUTY)
        membership.join(
            organisation("city"), by=person("cities"), words="I keep the city's partnerships with other towns."
        )


def bring_in(name: str, member: str) -> None:
    host = organisation(name)
    role = MemberRole.FOCAL_POINT if name == "state" else MemberRole.MEMBER
    membership.invite(host, by=person(name), email=f"{member}@demo.example", role=role)
    membership.accept(Invitation.objects.get(organisation=host, email=f"{member}@demo.example"), by=person(member))
