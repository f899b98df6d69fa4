"""Titles of the reference lists as they are imported, named here so that translators find them."""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Data"),
    _("Collect and utilize accurate and disaggregated data as a basis for evidence-based policies"),
    _("Minimize adverse drivers"),
    _("Minimize the adverse drivers and structural factors that compel people to leave their country of origin"),
    _("Information provision"),
    _("Provide accurate and timely information at all stages of migration"),
    _("Legal identity and documentation"),
    _("Ensure that all migrants have proof of legal identity and adequate documentation"),
    _("Regular pathways"),
    _("Enhance availability and flexibility of pathways for regular migration"),
    _("Recruitment and decent work"),
    _("Facilitate fair and ethical recruitment and safeguard conditions that ensure decent work"),
    _("Reduce vulnerabilities"),
    _("Address and reduce vulnerabilities in migration"),
    _("Save lives"),
    _("Save lives and establish coordinated international efforts on missing migrants"),
    _("Counter smuggling"),
    _("Strengthen the transnational response to smuggling of migrants"),
    _("Eradicate trafficking"),
    _("Prevent, combat and eradicate trafficking in persons in the context of international migration"),
    _("Manage borders"),
    _("Manage borders in an integrated, secure and coordinated manner"),
    _("Screening and referral"),
    _(
        "Strengthen certainty and predictability in migration procedures for appropriate screening, "
        "assessment and referral"
    ),
    _("Alternatives to detention"),
    _("Use migration detention only as a measure of last resort and work towards alternatives"),
    _("Consular protection"),
    _("Enhance consular protection, assistance and cooperation throughout the migration cycle"),
    _("Access to basic services"),
    _("Provide access to basic services for migrants"),
    _("Inclusion and social cohesion"),
    _("Empower migrants and societies to realize full inclusion and social cohesion"),
    _("Eliminate discrimination"),
    _(
        "Eliminate all forms of discrimination and promote evidence-based public discourse to shape "
        "perceptions of migration"
    ),
    _("Skills development and recognition"),
    _("Invest in skills development and facilitate mutual recognition of skills, qualifications and competences"),
    _("Migrant and diaspora contributions"),
    _("Create conditions for migrants and diasporas to fully contribute to sustainable development in all countries"),
    _("Remittances"),
    _("Promote faster, safer and cheaper transfer of remittances and foster financial inclusion of migrants"),
    _("Dignified return and reintegration"),
    _("Cooperate in facilitating safe and dignified return and readmission, as well as sustainable reintegration"),
    _("Social protection"),
    _("Establish mechanisms for the portability of social security entitlements and earned benefits"),
    _("International cooperation"),
    _("Strengthen international cooperation and global partnerships for safe, orderly and regular migration"),
    _("People-centred"),
    _("National sovereignty"),
    _("Rule of law and due process"),
    _("Sustainable development"),
    _("Human rights"),
    _("Gender-responsive"),
    _("Child-sensitive"),
    _("Whole-of-government approach"),
    _("Whole-of-society approach"),
    _("Member State"),
    _("All formal spaces by right; delegation registered by its focal point; expected at the hearing too."),
    _("Observer State or entity"),
    _("Formal spaces as observer; place in the speakers list after Member States unless the edition says otherwise."),
    _("UN entity"),
    _("Formal spaces; panels and round tables as organiser or panellist; at the GFMD only on the Chair's request."),
    _("Intergovernmental organisation"),
    _("As observer; membership of bodies is dated."),
    _("Regional body or consultative process"),
    _("As observer; files regional outcomes as input."),
    _("Local or regional government"),
    _(
        "In its own right where the matrix allows; for spaces open to national delegations only, a request to"
        " its State whose answer is recorded."
    ),
    _("Parliament or parliamentarian"),
    _("Own category, not hidden in the State delegation."),
    _("Civil society organisation"),
    _(
        "By consultative status, earlier accreditation or special accreditation; delegates chosen by its "
        "stakeholder group within the quota."
    ),
    _("Migrant-led or diaspora organisation"),
    _("As civil society, counted apart; lived experience of a person is private and optional."),
    _("Refugee-led organisation"),
    _("As civil society, counted apart; link to the refugee compact."),
    _("Youth organisation"),
    _("As civil society, counted apart; may ask for travel support; safeguards for minors."),
    _("Trade union or workers' organisation"),
    _("Own category; one of the three parts in a tripartite session."),
    _("Employers' organisation"),
    _("Private sector"),
    _("Own category; a declaration of interest is asked on pledges and partnerships."),
    _("Academia, research, think tank"),
    _("Papers, evidence, side events, panels."),
    _("National human rights institution"),
    _("Status confirmed by an outside authority before registration; never filed under 'other'."),
    _("Faith-based organisation"),
    _("Own category."),
    _("Foundation or donor"),
    _("Own category; funder role on events, funds and pledges."),
    _("Red Cross / Red Crescent or humanitarian organisation"),
    _("Own category; member of workstreams on borders and missing migrants."),
    _("Mandate holder or independent expert"),
    _("Individual, invited; invitation and reply are recorded with reason."),
    _("Media"),
    _("Press accreditation; limited spaces; no closed session."),
    _("Other"),
    _("Only with a free-text explanation; organisers see a list of 'other' to create missing categories."),
    _("Income and opportunity"),
    _(
        "Who can afford to move safely, and who is pushed to move by poverty and lack of decent work; the gap"
        " in wealth that decides the route and the outcome."
    ),
    _("Which policy changes the odds for poorer people?"),
    _("Gender"),
    _(
        "How being a woman, a man or of another gender shapes the reason to move, the journey, the work and "
        "the outcome."
    ),
    _("What changes for women and girls, and how is it measured?"),
    _("Race and ethnic origin"),
    _(
        "Unequal treatment by colour, descent or origin: xenophobia, systemic racism, migrants sorted into "
        "wanted and unwanted."
    ),
    _("Which rule or practice stops treating people differently?"),
    _("Relations between countries"),
    _(
        "Old and present economic and political ties between richer and poorer countries that destabilise "
        "places and drive movement."
    ),
    _("Which commitment of a richer country answers the cause?"),
    _("Access to rights whatever the status"),
    _(
        "The distance between rights on paper and rights in reach for people in an irregular situation or "
        "tied to one employer."
    ),
    _("Which barrier to a right is removed, for whom?"),
    _("Access to regular pathways"),
    _("Who is offered a regular way in or a way to regularise, and who is punished for its absence."),
    _("Which pathway opens, for how many, on what terms?"),
    _("Social protection and sectors beyond migration"),
    _("Inequality produced by health, housing, labour, tax or education policy rather than by migration policy."),
    _("Which ministry outside migration acts?"),
    _("Families and communities left behind"),
    _("What migration does to children, spouses, older people and places of origin."),
    _("Who at origin gains or loses, and what is done for them?"),
    _("Children"),
    _("Rights and best interests of migrant children and of children of migrants, and their own voice."),
    _("How were children heard, and safely?"),
    _("Youth"),
    _("Chances, risks and influence of young people in migration and in its governance."),
    _("What part do young people decide?"),
    _("Crisis and health"),
    _(
        "Unequal harm from pandemics, disasters, conflict and loss of work, and exclusion from support "
        "because of status."
    ),
    _("Who was left out of help last time, and is in now?"),
    _("Intersecting inequalities"),
    _("Two or more of the above acting on the same people, so that one answer alone fails them."),
    _("Which group faces several at once, and what is joined up for it?"),
)
