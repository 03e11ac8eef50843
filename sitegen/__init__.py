"""sitegen: a folder of raw news articles in, a newspaper-quality archive site out."""

__version__ = "0.1.0"
