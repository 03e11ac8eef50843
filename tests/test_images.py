"""Pictures: whatever a file holds, a page shows it upright, small, without its camera's notes, or says why not."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat, PngImagePlugin, TiffImagePlugin

from sitegen.errors import SourceError
from sitegen.images import Picture, Variant, encode, figure, gif, probe, variants
from sitegen.images.credits import joined
from sitegen.images.view import ABREAST, ALONE, MISSING, NOT_HERE
from sitegen.render import Renderer, Site

HERE = Path(__file__).parent.parent
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 40), (30, 40, 200)
ORIENTATION, ARTIST, COPYRIGHT, GPS = 0x0112, 0x013B, 0x8298, 0x8825


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Red at the left, blue at the right, a green band along the upper edge."""
    image = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height), fill=BLUE)
    draw.rectangle((0, 0, width, height // 8), fill=GREEN)
    return image.quantize(8) if mode == "P" else image.convert(mode)


def lab(image: Image.Image) -> Image.Image:
    made = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert made is not None
    return made


def saved(image: Image.Image, format: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


class Desk:
    """A folder for one picture at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes, name: str = "a.jpg") -> str:
        path = self.folder / name
        path.write_bytes(data)
        return str(path)

    def probe(self, data: bytes, name: str = "a.jpg") -> Picture:
        return probe(self.put(data, name), name)

    def published(self, data: bytes, name: str = "a.jpg") -> dict[str, tuple[Variant, bytes]]:
        """The last, so largest, file of each format."""
        file = self.put(data, name)
        picture = probe(file, name)
        assert not picture.problem, picture
        return {v.format: (v, encode(file, picture, v)) for v in variants(picture, name)}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def near(colour: object, expected: tuple[int, ...], by: int = 24) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) <= by for a, b in zip(colour[: len(expected)], expected, strict=True))


def looks_like_the_scene(data: bytes) -> bool:
    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGB")
    width, height = image.size
    at = [(width // 4, height // 2), (width * 3 // 4, height // 2), (width // 2, height // 32)]
    return all(near(image.getpixel(xy), c) for xy, c in zip(at, (RED, BLUE, GREEN), strict=True))


# What a camera or a newsroom writes into a file


def exif(orientation: int | None = None, gps: bool = False, **texts: str) -> Image.Exif:
    made = Image.Exif()
    if orientation:
        made[ORIENTATION] = orientation
    if gps:
        made[GPS] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)}
    for tag, text in ((ARTIST, texts.get("artist")), (COPYRIGHT, texts.get("rights"))):
        if text:
            made[tag] = text
    return made


def iptc(*fields: tuple[int, int, bytes]) -> bytes:
    return b"".join(b"\x1c" + bytes((record, number)) + struct.pack(">H", len(x)) + x for record, number, x in fields)


def with_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    """The JPEG with an application segment behind its first two bytes."""
    return jpeg[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data + jpeg[2:]


def with_iptc(jpeg: bytes, data: bytes) -> bytes:
    padded = data + b"\0" * (len(data) % 2)
    block = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(data)) + padded
    return with_segment(jpeg, 0xED, b"Photoshop 3.0\0" + block)


def xmp(inside: str, attributes: str = "") -> bytes:
    return (
        '<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" {attributes}>{inside}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


# Upright


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_orientation_is_shown_upright(desk: Desk, orientation: int, format: str) -> None:
    laid = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    image = scene()
    for step in laid[orientation]:
        image = image.transpose(step)
    data = saved(image, format, exif=exif(orientation))
    picture = desk.probe(data)
    assert (picture.width, picture.height, picture.problem) == (640, 480, "")
    for variant, made in desk.published(data).values():
        assert looks_like_the_scene(made)
        with Image.open(io.BytesIO(made)) as shown:
            assert shown.size == (variant.width, variant.height) == (640, 480)
            assert ORIENTATION not in shown.getexif()


def test_an_avif_that_says_it_lies_is_turned(desk: Desk) -> None:
    data = saved(scene().transpose(Image.Transpose.ROTATE_90), "AVIF", exif=exif(6))
    picture = desk.probe(data, "a.avif")
    assert (picture.width, picture.height, picture.format) == (640, 480, "avif")
    assert all(looks_like_the_scene(made) for _, made in desk.published(data, "a.avif").values())


# Nothing but the picture


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_nothing_that_the_file_says_of_itself_is_published(desk: Desk, format: str) -> None:
    options: dict[str, object] = {"exif": exif(gps=format != "TIFF", artist="Ann Lee", rights="Courier")}
    if format in ("WEBP", "AVIF"):
        options["xmp"] = xmp("<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li></rdf:Seq></dc:creator>")
    if format == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", "Ann Lee was here")
        options["pnginfo"] = info
    if format == "JPEG":
        options["comment"] = b"Ann Lee was here"
    data = saved(scene(), format, **options)
    if format == "JPEG":
        data = with_iptc(data, iptc((2, 80, b"Ann Lee")))
    with Image.open(io.BytesIO(data)) as before:
        assert dict(before.getexif())
        assert before.getexif().get_ifd(GPS) or format == "TIFF"  # which Pillow writes without
    for _, made in desk.published(data).values():
        assert not [
            word for word in (b"Ann", b"Lee", b"Exif", b"GPS", b"Photoshop", b"xmp", b"Courier") if word in made
        ]
        with Image.open(io.BytesIO(made)) as after:
            assert not dict(after.getexif())
            assert not {"comment", "xmp", "photoshop", "exif", "Comment"} & set(after.info)


# Who took it, and what it shows


def test_credit_and_caption_from_iptc(desk: Desk) -> None:
    data = with_iptc(
        saved(scene(), "JPEG", exif=exif(artist="CAMERA OWNER")),
        iptc(
            (2, 80, b"Ann Lee"),
            (2, 110, b"Courier Photos"),
            (2, 116, b"(c) 2019"),
            (2, 120, b"The bridge\r\n  at dawn."),
        ),
    )
    picture = desk.probe(data)
    assert (picture.credit, picture.caption) == ("Ann Lee/Courier Photos", "The bridge at dawn.")


@pytest.mark.parametrize(
    ("value", "announced", "expected"),
    [
        ("Zoë Čapek".encode(), True, "Zoë Čapek"),
        ("Zoë Čapek".encode(), False, "Zoë Čapek"),
        ("José Núñez".encode("cp1252"), False, "José Núñez"),
        (b"Ann\0Lee\0\0", False, "Ann Lee"),
        (b"\0\0", False, ""),
        (b"Unknown", False, ""),
        (b"\xff\xfe\x81", True, "��\ufffd"),
    ],
)
def test_credits_in_any_encoding(desk: Desk, value: bytes, announced: bool, expected: str) -> None:
    fields = ((1, 90, b"\x1b%G"),) * announced + ((2, 80, value),)
    assert desk.probe(with_iptc(saved(scene(), "JPEG"), iptc(*fields))).credit == expected


def test_a_dataset_of_extended_length(desk: Desk) -> None:
    caption = b"word " * 300
    data = b"\x1c\x02\x78\x80\x04" + struct.pack(">I", len(caption)) + caption + iptc((2, 80, b"Ann Lee"))
    picture = desk.probe(with_iptc(saved(scene(), "JPEG"), data))
    assert picture.credit == "Ann Lee"
    assert picture.caption == caption.decode().strip()


def test_credit_and_caption_from_xmp(desk: Desk) -> None:
    inside = (
        "<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>Bo Ray</rdf:li></rdf:Seq></dc:creator>"
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">At dawn &amp; dusk</rdf:li>'
        '<rdf:li xml:lang="de">Morgens</rdf:li></rdf:Alt></dc:description>'
    )
    packet = xmp(inside, 'photoshop:Credit="Courier"')
    for data, name in ((saved(scene(), "WEBP", xmp=packet), "a.webp"), (saved(scene(), "AVIF", xmp=packet), "a.avif")):
        picture = desk.probe(data, name)
        assert (picture.credit, picture.caption) == ("Ann Lee, Bo Ray/Courier", "At dawn & dusk")


def test_xmp_with_entities_is_not_read(desk: Desk) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"z" * 500 + b'">]>' + xmp("<dc:creator>&a;&a;</dc:creator>")
    picture = desk.probe(saved(scene(), "WEBP", xmp=bomb), "a.webp")
    assert (picture.credit, picture.problem) == ("", "")


def test_credit_from_exif_where_nothing_else_says_one(desk: Desk) -> None:
    assert desk.probe(saved(scene(), "JPEG", exif=exif(artist="Ann Lee\0"))).credit == "Ann Lee"
    for encoding in ("utf-8", "cp1252"):
        rights = "Copyright © 2019, Zoë's Photos. All rights reserved.\0editor\0".encode(encoding)
        entry = struct.pack("<HHHII", 1, COPYRIGHT, 2, len(rights), 26) + b"\0" * 4
        data = with_segment(saved(scene(), "JPEG"), 0xE1, b"Exif\0\0II*\0\x08\0\0\0" + entry + rights)
        assert desk.probe(data).credit == "Zoë's Photos"


def test_credit_in_a_tiff(desk: Desk) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[700] = xmp("<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li></rdf:Seq></dc:creator>")
    tags.tagtype[700] = 1
    assert desk.probe(saved(scene(), "TIFF", tiffinfo=tags), "a.tif").credit == "Ann Lee"


@pytest.mark.parametrize(
    ("by", "house", "rights", "expected"),
    [
        (["Ann Lee"], ["Courier"], [], "Ann Lee/Courier"),
        (["Ann Lee"], ["Ann Lee/Courier"], [], "Ann Lee/Courier"),
        (["Ann Lee/Courier"], ["Courier"], [], "Ann Lee/Courier"),
        (["Ann Lee", "Ann Lee", "Bo Ray"], [], [], "Ann Lee, Bo Ray"),
        ([], ["Courier"], ["© Elsewhere"], "Courier"),
        ([], [], ["© 2011-2013 Courier"], "Courier"),
        ([], [], ["(c) 2011"], ""),
        ([], [], ["Copyright"], ""),
        ([], [], [], ""),
    ],
)
def test_how_credits_are_joined(by: list[str], house: list[str], rights: list[str], expected: str) -> None:
    assert joined(by, house, rights) == expected


# What cannot be shown


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int, height: int) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.jpg", "The picture is empty: a file of 0 bytes."),
        (b"Only words, and a few of them.\n" * 9, "a.jpg", "This is not a picture, whatever its name says."),
        (SVG, "a.svg", "An SVG drawing can carry scripts, so it is not published."),
        (SVG, "a.SVG", "An SVG drawing can carry scripts, so it is not published."),
        (SVG, "a.png", "This is not a picture, whatever its name says."),
        (HEIC, "a.heic", "HEIC pictures cannot be read here."),
        (HEIC, "a.jpg", "This is a HEIC picture, which cannot be read here."),
        (b"\xff\xd8\xff\xe0", "a.jpg", "The picture is damaged or cut short: its header cannot be read."),
        (png_bomb(10000, 10000), "a.png", "The picture has 10,000 × 10,000 pixels: more than 60 million."),
        (png_bomb(2**31 - 1, 2**31 - 1), "a.png", "The picture has 2,147,483,647 × 2,147,483,647 pixels"),
        (png_bomb(1300, 100), "a.png", "The picture is a strip of 1,300 × 100 pixels."),
        (png_bomb(500, 500), "a.png", "The picture is damaged or cut short: it cannot be decoded to its end."),
    ],
)
def test_each_bad_picture_gets_its_sentence(desk: Desk, data: bytes, name: str, sentence: str) -> None:
    picture = desk.probe(data, name)
    assert picture.problem.startswith(sentence)
    assert picture.hint.endswith((".", ")"))
    assert variants(picture, name) == ()


def test_what_is_no_file_gets_its_sentence(tmp_path: Path) -> None:
    assert probe(str(tmp_path / "none.jpg"), "none.jpg").problem == "The picture is missing."
    assert probe(str(tmp_path / "none.svg"), "none.svg").problem == "The picture is missing."
    assert probe(str(tmp_path), "a.jpg").problem == "This is not a file."
    assert probe(str(tmp_path / "a\0.jpg"), "a\0.jpg").problem.startswith("The picture cannot be opened")
    os.mkfifo(tmp_path / "pipe.jpg")
    assert probe(str(tmp_path / "pipe.jpg"), "pipe.jpg").problem == "This is not a file."


def noisy(width: int = 200, height: int = 150) -> Image.Image:
    """A picture that compresses badly, the same each time."""
    data = b"".join(hashlib.sha256(bytes((n % 251, n // 251))).digest() for n in range(width * height * 3 // 32 + 1))
    return Image.frombytes("RGB", (width, height), data[: width * height * 3])


WHOLE = {
    "JPEG": saved(noisy(), "JPEG"),
    "progressive": saved(noisy(), "JPEG", progressive=True),
    "PNG": saved(noisy(), "PNG"),
    "WEBP": saved(noisy(), "WEBP"),
    "AVIF": saved(noisy(), "AVIF"),
    "GIF": saved(noisy().quantize(64), "GIF"),
    "TIFF": saved(noisy(), "TIFF"),
    "lzw": saved(noisy(), "TIFF", compression="tiff_lzw"),
    "BMP": saved(noisy(), "BMP"),
}


@pytest.mark.parametrize("kind", sorted(WHOLE))
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_picture_cut_short_is_a_problem(desk: Desk, kind: str, share: float) -> None:
    data = WHOLE[kind]
    assert not desk.probe(data).problem
    picture = desk.probe(data[: int(len(data) * share)])
    assert picture.problem.endswith(".")
    assert picture.width == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
@given(data=st.data())
def test_no_bytes_make_it_fail(desk: Desk, data: st.DataObject) -> None:
    """And what `probe` calls whole can be encoded."""
    whole = bytearray(WHOLE[data.draw(st.sampled_from(sorted(WHOLE)))])
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, min(len(whole), 700) - 1))] = data.draw(st.integers(0, 255))
    file = desk.put(bytes(whole))
    picture = probe(file, "a.jpg")
    assert bool(picture.problem) != bool(picture.width)
    for variant in variants(picture, "a.jpg"):
        if variant.format != "avif":
            assert encode(file, picture, variant)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.binary(max_size=300))
def test_no_metadata_makes_it_fail(desk: Desk, data: bytes) -> None:
    jpeg = saved(Image.new("RGB", (8, 8)), "JPEG")
    xmp_segment = with_segment(jpeg, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + data)
    exif_segment = with_segment(jpeg, 0xE1, b"Exif\0\0II*\0\x08\0\0\0" + data)
    for made in (with_iptc(jpeg, data), with_iptc(jpeg, b"\x1c\x02\x50" + data), xmp_segment, exif_segment):
        picture = desk.probe(made)
        assert picture.problem == ""
        assert not any(ord(c) < 32 for c in picture.credit + picture.caption)


def test_a_file_that_changes_after_it_was_probed_is_a_source_error(desk: Desk) -> None:
    for name, data in (("a.jpg", WHOLE["JPEG"]), ("a.gif", WHOLE["GIF"])):
        file = desk.put(data, name)
        picture = probe(file, name)
        last = variants(picture, name)[-1]
        desk.put(data[:100], name)
        with pytest.raises(SourceError):
            encode(file, picture, last)
        os.unlink(file)
        with pytest.raises(SourceError):
            encode(file, picture, last)


# Modes and colours


@pytest.mark.parametrize(
    ("image", "format"),
    [
        (scene(mode="CMYK"), "JPEG"),
        (scene(mode="CMYK"), "TIFF"),
        (scene(mode="L"), "JPEG"),
        (scene(mode="1"), "PNG"),
        (scene(mode="P"), "PNG"),
        (scene(mode="P"), "BMP"),
        (scene(mode="LA"), "PNG"),
        (scene(mode="RGBA"), "TIFF"),
        (scene(mode="YCbCr"), "TIFF"),
        (scene(mode="I"), "TIFF"),
        (scene(mode="F"), "TIFF"),
        (lab(scene()), "TIFF"),
    ],
    ids=lambda x: x if isinstance(x, str) else x.mode,
)
def test_every_mode_is_shown(desk: Desk, image: Image.Image, format: str) -> None:
    made = desk.published(saved(image, format))
    grey = image.mode in ("L", "1", "LA", "I", "F")
    assert made
    for _, data in made.values():
        if not grey:
            assert looks_like_the_scene(data)
        with Image.open(io.BytesIO(data)) as shown:
            assert ImageStat.Stat(shown.convert("L")).stddev[0] > 5  # something is to be seen
            assert shown.mode in ("L", "RGB")


def test_sixteen_bits_keep_their_greys(desk: Desk) -> None:
    ramp = Image.frombytes("I;16", (256, 64), b"".join(struct.pack("<H", x * 257) for x in range(256)) * 64)
    for _, data in desk.published(saved(ramp, "PNG"), "a.png").values():
        with Image.open(io.BytesIO(data)) as shown:
            grey = shown.convert("L")
            assert [abs(int(grey.getpixel((x, 32))) - x) <= 6 for x in (10, 64, 128, 192, 250)] == [True] * 5  # type: ignore[arg-type]


def test_a_palette_with_transparency_stays_transparent(desk: Desk) -> None:
    image = Image.new("P", (64, 64), 0)
    image.putpalette([*RED, *BLUE])
    image.paste(1, (32, 0, 64, 64))
    data = saved(image, "PNG", transparency=0)
    assert desk.probe(data, "a.png").transparent
    made = desk.published(data, "a.png")
    assert set(made) == {"avif", "webp", "png"}
    for _, encoded in made.values():
        with Image.open(io.BytesIO(encoded)) as shown:
            rgba = shown.convert("RGBA")
            assert rgba.getpixel((5, 32))[3] < 10 and rgba.getpixel((60, 32))[3] > 245  # type: ignore[index]


def test_an_alpha_channel_that_hides_nothing_is_left_out(desk: Desk) -> None:
    data = saved(scene(mode="RGBA"), "WEBP", lossless=True)
    assert not desk.probe(data).transparent
    assert set(desk.published(data)) == {"avif", "webp", "jpeg"}


def test_colours_are_turned_into_srgb(desk: Desk) -> None:
    """A profile in which red and green have changed places."""
    matrix = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = matrix.index(b"rXYZ"), matrix.index(b"gXYZ")
    matrix[red : red + 4], matrix[green : green + 4] = b"gXYZ", b"rXYZ"
    data = saved(Image.new("RGB", (64, 64), (220, 20, 20)), "PNG", icc_profile=bytes(matrix))
    for _, made in desk.published(data, "a.png").values():
        with Image.open(io.BytesIO(made)) as shown:
            assert near(shown.convert("RGB").getpixel((32, 32)), (20, 220, 20))
            assert not shown.info.get("icc_profile")


def test_a_broken_profile_costs_no_picture(desk: Desk) -> None:
    for mode in ("RGB", "CMYK", "L"):
        data = saved(scene(mode=mode), "JPEG", icc_profile=b"no profile at all")
        assert all(looks_like_the_scene(made) for _, made in desk.published(data).values()) or mode == "L"


# Which files, and their names


def test_widths_formats_and_fallback() -> None:
    def made(picture: Picture) -> list[tuple[str, int]]:
        return [(v.format, v.width) for v in variants(picture, "a.x")]

    wide = [("avif", 480), ("avif", 800), ("avif", 1280), ("webp", 480), ("webp", 800), ("webp", 1280)]
    assert made(Picture(4000, 3000, "jpeg")) == [*wide, ("jpeg", 1280)]
    assert made(Picture(1280, 900, "png")) == [*wide, ("png", 1280)]
    assert made(Picture(4000, 3000, "tiff")) == [*wide, ("jpeg", 1280)]
    assert made(Picture(600, 400, "bmp")) == [
        ("avif", 480), ("avif", 600), ("webp", 480), ("webp", 600), ("jpeg", 600),
    ]  # fmt: skip
    assert made(Picture(480, 400, "jpeg")) == [("avif", 480), ("webp", 480), ("jpeg", 480)]
    assert made(Picture(1, 1, "webp", transparent=True)) == [("avif", 1), ("webp", 1), ("png", 1)]
    assert made(Picture(2000, 900, "gif", animated=True)) == [("gif", 2000)]
    assert made(Picture(300, 200, "gif")) == [("avif", 300), ("webp", 300), ("gif", 300)]


@given(st.integers(1, 8000), st.integers(1, 8000))
def test_no_variant_is_wider_than_the_picture_or_of_another_shape(width: int, height: int) -> None:
    for variant in variants(Picture(width, height, "jpeg"), "a.jpg"):
        assert 1 <= variant.width <= min(width, 1280)
        assert abs(variant.height - max(1, height * variant.width / width)) <= 0.5


@given(st.text(max_size=80), st.text(max_size=80))
def test_names_are_ascii_and_each_path_has_its_own(one: str, other: str) -> None:
    picture = Picture(100, 100, "jpeg")
    first, second = ({v.path for v in variants(picture, path)} for path in (one, other))
    assert first.isdisjoint(second) == (one != other)
    for name in first:
        assert name.isascii() and name == name.lower() and len(name) < 80
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./") and name.count("/") == name.count(".") == 1


def test_names_are_readable() -> None:
    def name(path: str) -> str:
        return variants(Picture(100, 100, "jpeg"), path)[-1].path

    assert name("2019/Brücke im Nebel.JPG").startswith("pictures/brucke-im-nebel-")
    assert name("2019/a.jpg") != name("2020/a.jpg")
    assert name("---.jpg").startswith("pictures/picture-")
    assert name("a.jpeg").endswith("-100.jpg")


def test_one_pixel(desk: Desk) -> None:
    made = desk.published(saved(Image.new("RGB", (1, 1), RED), "PNG"), "a.png")
    assert set(made) == {"avif", "webp", "png"}
    for _, data in made.values():
        with Image.open(io.BytesIO(data)) as shown:
            assert shown.size == (1, 1) and near(shown.convert("RGB").getpixel((0, 0)), RED)


# GIF


def moving(**options: object) -> bytes:
    frames = [Image.new("P", (40, 30), n) for n in range(3)]
    for frame in frames:
        frame.putpalette([*RED, *GREEN, *BLUE])
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=[50, 70, 90], loop=0, **options)


def test_a_moving_gif_stays_as_it_is_without_its_comments(desk: Desk) -> None:
    data = moving(comment=b"made by Ann Lee")
    assert b"Ann Lee" in data
    assert desk.probe(data, "a.gif").animated
    ((variant, made),) = desk.published(data + b"trailing secrets", "a.gif").values()
    assert variant.type == "image/gif"
    assert b"Ann Lee" not in made and b"secrets" not in made and len(made) < len(data)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(made)) as after:
        assert getattr(after, "n_frames") == 3 and after.info["loop"] == 0  # noqa: B009
        for n in range(3):
            before.seek(n)
            after.seek(n)
            assert after.info["duration"] == before.info["duration"]
            assert not ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox()


def test_a_moving_gif_cut_short_is_a_problem(desk: Desk) -> None:
    data = moving()
    assert desk.probe(data[:-1], "a.gif").problem == "The picture is cut short: it ends inside a block."
    assert desk.probe(data[: len(data) * 2 // 3], "a.gif").problem


def test_stripping_twice_changes_nothing_more() -> None:
    once = gif.stripped(moving(comment=b"x" * 600))
    assert gif.stripped(once) == once


# The same bytes


def test_the_same_bytes_in_every_process_and_in_any_order(desk: Desk) -> None:
    file = desk.put(saved(scene(1400, 1050), "JPEG", exif=exif(3)))
    code = (
        "import sys, hashlib\nfrom sitegen.images import *\n"
        "picture = probe(sys.argv[1], 'a.jpg')\n"
        "for v in reversed(variants(picture, 'a.jpg')):\n"
        "    print(hashlib.sha256(encode(sys.argv[1], picture, v)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, file],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(HERE), "PYTHONHASHSEED": "7"},
    )
    picture = probe(file, "a.jpg")
    wanted = variants(picture, "a.jpg")
    here = [hashlib.sha256(data).hexdigest() for data in (encode(file, picture, v) for v in wanted)]
    assert done.stdout.split() == here[::-1]


# What a template gets


def test_a_figure_of_a_file() -> None:
    picture = Picture(1000, 750, "jpeg", credit="Ann Lee", caption="From the file")
    shown = figure("p/a.jpg", picture, root="../", alt="A bridge", caption="At dawn")
    assert [s["type"] for s in shown["sources"]] == ["image/avif", "image/webp"]
    widths = [part.split()[1] for part in shown["sources"][0]["srcset"].split(", ")]
    assert widths == ["480w", "800w", "1000w"]
    assert shown["src"].startswith("../pictures/a-") and shown["src"].endswith("-1000.jpg")
    assert (shown["width"], shown["height"], shown["sizes"]) == (1000, 750, ALONE[0])
    assert (shown["caption"], shown["credit"], shown["alt"], shown["missing"]) == ("At dawn", "Ann Lee", "A bridge", "")


def test_a_small_picture_says_its_size() -> None:
    picture = Picture(300, 200, "png")
    assert figure("a.png", picture, root="")["sizes"] == "300px"
    assert figure("a.png", picture, root="", room=ABREAST)["sizes"] == ABREAST[0]


def test_a_figure_without_a_file() -> None:
    broken = Picture(problem="The picture is missing.")
    for image, picture, missing in (("a.jpg", broken, MISSING), ("a.jpg", None, MISSING), (None, None, NOT_HERE)):
        shown = figure(image, picture, root="", caption="At dawn", credit="Ann Lee")
        assert (shown["src"], shown["sources"], shown["width"], shown["missing"]) == (None, [], None, missing)
        assert (shown["caption"], shown["credit"]) == ("At dawn", "Ann Lee")


def test_a_picture_on_the_web_is_linked_as_it_is() -> None:
    shown = figure("https://example.org/a b.jpg", None, root="../", caption="x")
    assert (shown["src"], shown["sources"], shown["width"], shown["missing"]) == (
        "https://example.org/a b.jpg",
        [],
        None,
        "",
    )


HOSTILE = '"><script>alert(1)</script> & <b>'


def rendered(figure: dict[str, object], first: bool = False) -> str:
    renderer = Renderer([str(HERE / "templates")], Site("The Courier", "https://example.org/", "en", "", False))
    return renderer.template("figure.html").render({"figure": figure, "first": first})


@pytest.mark.parametrize("image", ["a.jpg", "gone.jpg", None, "https://example.org/a.jpg?" + HOSTILE])
def test_the_template_shows_each_figure_as_strict_html(image: str | None) -> None:
    picture = Picture(2000, 1500, "jpeg") if image == "a.jpg" else None
    shown = figure(image, picture, root="../", alt=HOSTILE, caption=HOSTILE, credit=HOSTILE)
    html = rendered(shown)
    parsed = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)
    assert not list(parsed.iter("script"))
    assert [node.text for node in parsed.iter("span")] == [HOSTILE, HOSTILE]
    for node in parsed.iter("img"):
        assert (node.get("alt"), node.get("loading")) == (HOSTILE, "lazy")
        assert node.get("src") == shown["src"]
    assert len(list(parsed.iter("img"))) == (0 if image in ("gone.jpg", None) else 1)


def test_the_first_picture_is_fetched_at_once() -> None:
    html = rendered(figure("a.jpg", Picture(2000, 1500, "jpeg"), root=""), first=True)
    assert 'fetchpriority="high"' in html and "lazy" not in html
    assert 'width="1280" height="960"' in html and "figcaption" not in html
