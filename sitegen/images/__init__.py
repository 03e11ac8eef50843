"""Pictures: what a file holds, which files a page offers of it, and their bytes.

Nothing here knows an article or a store.  Pillow is loaded only when a picture is read or written."""

from sitegen.images.encoding import encode
from sitegen.images.picture import ENDINGS, Picture, probe
from sitegen.images.variants import Variant, variants
from sitegen.images.view import FRONT, figure, room

__all__ = ["ENDINGS", "FRONT", "Picture", "Variant", "encode", "figure", "probe", "room", "variants"]
