"""Whether a publisher writes the month or the day first, from its name or the country of its address.

    >>> month_first("CNN", None), month_first(None, "https://www.thepeninsula.qa/a"), month_first("The Daily", None)
    (True, False, None)
"""

from __future__ import annotations

import re

# fmt: off
_MONTH_FIRST = (
    "ap,associated press,cnn,cnn.com,npr,pbs,abc news,cbs news,nbc news,msnbc,fox news,new york times,nytimes,washington post,usa today,"
    "wall street journal,wsj,los angeles times,la times,chicago tribune,boston globe,bloomberg,politico,axios,the hill,newsweek,time,"
    "voice of america,voa,voanews,foreign policy,foreign affairs,the atlantic,cnbc,upi,npr.org,huffpost,vox,the intercept,"
    "al-monitor,philippine daily inquirer,rappler,manila times")
_DAY_FIRST = (
    "bbc,bbc news,guardian,independent,daily telegraph,telegraph,times of london,financial times,ft,sky news,daily mail,middle east eye,"
    "al jazeera,aljazeera,the peninsula,peninsula,gulf times,doha news,qatar tribune,qna,qatar news agency,al arabiya,arab news,gulf news,"
    "khaleej times,the national,jordan times,daily star lebanon,naharnet,egypt independent,ahram online,al-ahram,daily news egypt,"
    "times of israel,jerusalem post,haaretz,ynetnews,anadolu,anadolu agency,daily sabah,trt world,hurriyet daily news,tehran times,irna,"
    "press tv,france 24,rfi,le monde,deutsche welle,dw,der spiegel,euronews,swissinfo,ansa,el pais,irish times,rte,times of india,the hindu,"
    "hindustan times,indian express,ndtv,dawn,geo news,the news international,sydney morning herald,abc australia,new zealand herald,"
    "tass,the moscow times,kyiv independent,new arab,asharq al-awsat,al majalla,middle east monitor,daily nation,mail & guardian,wafa")
_COUNTRIES = (
    "uk ie au nz in pk bd lk za ng ke gh eg ly tn dz ma sd ss jo lb sy iq ps il ae sa qa kw bh om ye tr ir af fr de es pt it nl be lu ch at "
    "gr cy mt pl cz sk si hr rs ba me mk al bg ro ua ru by md ge am az kz uz kg tj tm br ar mx cl co pe ve uy py bo ec id my sg th vn eu dk "
    "se no fi ee lv lt")
# fmt: on
MONTH_FIRST = frozenset(_MONTH_FIRST.split(","))
DAY_FIRST = frozenset(_DAY_FIRST.split(","))
DAY_FIRST_COUNTRIES = frozenset(_COUNTRIES.split())
MONTH_FIRST_COUNTRIES = frozenset({"us", "gov", "mil", "ph"})


def month_first(publisher: str | None, url: str | None) -> bool | None:
    """True: 03/04 is March; False: April; None: neither name nor address tells."""
    name = re.sub(r"^the |\.(?:com|org|net)$", "", publisher.strip().lower()) if publisher else ""
    host = re.match(r"(?:https?://)?(?:[^/@]*@)?(?:www\.)?([\w.-]+)", url.lower()) if url else None
    names = {name, *(host[1].split(".")[:-1] if host else ())}
    if names & MONTH_FIRST:
        return True
    if names & DAY_FIRST or (publisher or "").strip().lower() in DAY_FIRST:
        return False
    country = host[1].rsplit(".", 1)[-1] if host else ""
    return True if country in MONTH_FIRST_COUNTRIES else False if country in DAY_FIRST_COUNTRIES else None
