//! A picture that somebody sends: of a kind that holds no script, whatever its name and its sender say.

use super::error::Parse;
use std::str::FromStr;

/// Largest that is taken, in bytes.
pub const MOST_BYTES: usize = 256 * 1024;

/// Those that are taken. Not SVG, which is a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    Png,
    Jpeg,
    Webp,
}

impl PictureKind {
    pub const ALL: [Self; 3] = [Self::Png, Self::Jpeg, Self::Webp];

    /// Its media type.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    /// What these bytes begin as (WHATWG MIME Sniffing, 6.1).
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Self::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', b'V', b'P', ..] => Some(Self::Webp),
            _ => None,
        }
    }
}

impl FromStr for PictureKind {
    type Err = Parse;
    fn from_str(text: &str) -> Result<Self, Parse> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(Parse("picture kind"))
    }
}

/// Why a picture isn't taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureProblem {
    /// There is none.
    Missing,
    /// It is none of the kinds that are taken.
    Kind,
    /// It is larger than [`MOST_BYTES`].
    Large,
}

impl PictureProblem {
    pub const ALL: [Self; 3] = [Self::Missing, Self::Kind, Self::Large];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Kind => "kind",
            Self::Large => "large",
        }
    }
}

/// What the bytes are a picture of, if one is taken.
///
/// # Errors
/// Why it isn't.
pub fn check(bytes: &[u8]) -> Result<PictureKind, PictureProblem> {
    match bytes.len() {
        0 => Err(PictureProblem::Missing),
        length if length > MOST_BYTES => Err(PictureProblem::Large),
        _ => PictureKind::sniff(bytes).ok_or(PictureProblem::Kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_picture_is_told_by_how_it_begins() {
        let kinds: [(&[u8], PictureKind); 3] = [
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", PictureKind::Png),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", PictureKind::Jpeg),
            (b"RIFF\x24\0\0\0WEBPVP8 ", PictureKind::Webp),
        ];
        for (bytes, kind) in kinds {
            assert_eq!(check(bytes), Ok(kind));
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
    }

    #[test]
    fn what_holds_scripts_or_is_something_else_is_not_taken() {
        let others: [&[u8]; 6] = [
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
            b"<?xml version=\"1.0\"?><svg/>",
            b"GIF89a",
            b"RIFF\x24\0\0\0WAVEfmt ",
            b"<!doctype html>",
            b" \x89PNG\r\n\x1a\n",
        ];
        for bytes in others {
            assert_eq!(check(bytes), Err(PictureProblem::Kind));
        }
        assert_eq!(check(b""), Err(PictureProblem::Missing));
        let mut large = b"\xff\xd8\xff".to_vec();
        large.resize(MOST_BYTES + 1, 0);
        assert_eq!(check(&large), Err(PictureProblem::Large));
        large.pop();
        assert_eq!(check(&large), Ok(PictureKind::Jpeg));
    }

    proptest! {
        #[test]
        fn nothing_that_begins_as_text_is_one(text in "[ -~]{1,40}") {
            prop_assert_eq!(PictureKind::sniff(text.as_bytes()), None);
        }
    }
}
