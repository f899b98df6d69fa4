"""Names of States: all of them in six languages, and those that the United Nations writes in its own way."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from forum.taxonomy import archive
from forum.taxonomy.countries import country_name, in_order, names_of
from forum.taxonomy.models import Country
from tests import factories
from tests.cast import Cast

LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh-hans"]
DATA = Path(archive.__file__).parent / "data"
MEMBERS = json.loads((DATA / "un_regional_groups.json").read_text())["records"]
REVIEWED = json.loads((DATA / "un_country_names.json").read_text())
SCRIPTS = {"ar": ("\u0600", "\u06ff"), "ru": ("\u0400", "\u04ff"), "zh-hans": ("\u4e00", "\u9fff")}


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_193_and_two_observers_have_a_name_in_the_script_of_the_language(language: str) -> None:
    codes = [*(row["iso3"] for row in MEMBERS), *REVIEWED["observers"]]
    assert len(codes) == 195
    names = {code: country_name(code, language) for code in codes}
    assert all(names.values()), [code for code, name in names.items() if not name]
    assert len(set(names.values())) == 195
    first, last = SCRIPTS.get(language, ("A", "\u024f"))
    assert not [name for name in names.values() if not first <= name[0] <= last and name[0] not in "ÉÎ"]


@pytest.mark.once
def test_english_names_are_those_of_the_list_of_member_states() -> None:
    assert [row["name"] for row in MEMBERS] == [country_name(row["iso3"], "en") for row in MEMBERS]


@pytest.mark.once
@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("TUR", "en", "Türkiye"),
        ("TUR", "fr", "Türkiye"),
        ("BOL", "es", "Bolivia (Estado Plurinacional de)"),
        ("BOL", "zh-hans", "多民族玻利维亚国"),
        ("IRN", "fr", "Iran (République islamique d')"),
        ("IRN", "zh-hans", "伊朗伊斯兰共和国"),
        ("KOR", "ru", "Республика Корея"),
        ("KOR", "ar", "جمهورية كوريا"),
        ("PRK", "fr", "République populaire démocratique de Corée"),
        ("MDA", "fr", "République de Moldova"),
        ("PSE", "ar", "دولة فلسطين"),
        ("PSE", "en", "State of Palestine"),
        ("VAT", "en", "Holy See"),
        ("VAT", "zh-hans", "教廷"),
        ("VNM", "fr", "Viet Nam"),
        ("LAO", "es", "República Democrática Popular Lao"),
        ("SYR", "ar", "الجمهورية العربية السورية"),
        ("TZA", "fr", "République-Unie de Tanzanie"),
        ("VEN", "es", "Venezuela (República Bolivariana de)"),
        ("CIV", "ar", "كوت ديفوار"),
        ("CIV", "es", "Côte d'Ivoire"),
        ("CZE", "fr", "Tchéquie"),
        ("SWZ", "ru", "Эсватини"),
        ("MKD", "ar", "مقدونيا الشمالية"),
        ("CPV", "fr", "Cabo Verde"),
        ("TLS", "ru", "Тимор-Лешти"),
        ("GBR", "ar", "المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية"),
        ("USA", "zh-hans", "美利坚合众国"),
        ("FSM", "ru", "Микронезия (Федеративные Штаты)"),
        ("BRN", "fr", "Brunéi Darussalam"),
        ("RUS", "zh-hans", "俄罗斯联邦"),
        ("CHN", "ru", "Китай"),
        ("DEU", "fr", "Allemagne"),
        ("DEU", "ar", "ألمانيا"),
        ("XXX", "en", ""),
    ],
)
def test_a_name_is_that_of_the_united_nations(code: str, language: str, name: str) -> None:
    assert country_name(code, language) == name


@pytest.mark.once
@pytest.mark.parametrize(
    ("language", "codes"),
    [
        ("fr", ["DZA", "DEU", "EGY", "ESP", "USA"]),  # Algérie, Allemagne, Égypte, Espagne, États-Unis
        ("es", ["DEU", "DZA", "CHN", "EGY", "ESP"]),  # Alemania, Argelia, China, Egipto, España
        ("ru", ["AUS", "DZA", "DEU", "EGY", "JPN"]),  # Австралия, Алжир, Германия, Египет, Япония
        ("zh-hans", ["EGY", "DEU", "FRA", "CHN"]),  # Aiji, Deguo, Faguo, Zhongguo
        ("ar", ["ESP", "BRA", "DEU", "FRA"]),  # إسبانيا, البرازيل, ألمانيا, فرنسا
    ],
)
def test_lists_stand_in_the_order_of_the_alphabet(language: str, codes: list[str]) -> None:
    countries = [Country(code=code.lower(), name=code) for code in codes]
    with translation.override(language):
        assert [country.iso3 for country in in_order(reversed(countries))] == codes


@pytest.mark.django_db
def test_countries_are_shown_and_chosen_in_the_language_of_the_reader(cast: Cast) -> None:
    germany = factories.make_country("deu", name="Germany")
    factories.make_country("dza", name="Algeria")
    factories.make_organisation("A body", slug="body", country=germany)
    assert "Allemagne" in Client().get("/organisations/body/?lang=fr").content.decode()
    assert "德国" in Client().get("/organisations/body/?lang=zh-hans").content.decode()
    for address in ("/organisations/", "/organisations/new/"):
        page = BeautifulSoup(cast.client("ngo").get(f"{address}?lang=fr").content, "html.parser")
        names = [option.text for option in page.select("select[name=country] option")][1:]
        assert names[:2] == ["Algérie", "Allemagne"]
    assert dict(names_of(germany))["Germany"] == "en"
    found = Client().get("/search/?q=allemagne&format=json").json()
    assert [row["title"] for row in found] == ["A body"]
