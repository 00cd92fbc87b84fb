"""From a folder of news articles to the chronology and the casualty claims behind them."""

__version__ = "0.1.0"
