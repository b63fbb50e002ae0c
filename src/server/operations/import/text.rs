//! Bytes to text: what a file is written in is seen by its mark and its bytes, and the reader may say otherwise.

use crate::domain::import::{Encoding, FileProblem, Records, Separator};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What is looked at of a file that says nothing of itself.
const START: usize = 4_096;

/// What a file is written in: what its mark says, else UTF-16 where every other byte is nothing, UTF-8 where it is that,
/// else what Excel writes in Western Europe.
///
/// # Errors
/// Where it isn't lines of text.
pub fn detect(bytes: &[u8]) -> Result<Encoding, FileProblem> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileProblem::Missing);
    }
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match marked {
        Some(encoding) if encoding == UTF_8 => Encoding::Utf8,
        Some(_) => Encoding::Utf16,
        None if unmarked_utf16(bytes).is_some() => Encoding::Utf16,
        None if is_binary(bytes) => return Err(FileProblem::NotText),
        None if std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
        None => Encoding::Windows1252,
    };
    let text = decode(bytes, encoding);
    let mut lines = Records::new(&text, Separator::guess(&text)).take(2);
    let header = lines.next().ok_or(FileProblem::NoLine)?;
    if lines.next().is_none() && !header.cells.iter().any(|cell| cell.contains('@')) {
        return Err(FileProblem::NoLine);
    }
    Ok(encoding)
}

/// The text, read as that. Whatever the bytes are, there is one: what makes no sense shows as such.
#[must_use]
pub fn decode(bytes: &[u8], encoding: Encoding) -> String {
    let encoding = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Windows1252 => WINDOWS_1252,
        Encoding::Utf16 => {
            let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
            marked.filter(|encoding| *encoding != UTF_8).or_else(|| unmarked_utf16(bytes)).unwrap_or(UTF_16LE)
        }
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    // What no database takes: a sign in its place, so that the cell is seen to be wrong.
    text.replace('\0', "\u{FFFD}")
}

/// Latin letters in UTF-16 without a mark: nothing in every other byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = &bytes[..bytes.len().min(START)];
    let zeros = |first: usize| start.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = start.len() / 4;
    match (even, odd) {
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

/// Spreadsheets and pictures hold what no text does.
fn is_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(START)];
    start.iter().any(|byte| matches!(byte, 0..=8 | 14..=31) && *byte != 0x1B)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_what_it_was_written_in() {
        let read = |bytes: &[u8]| detect(bytes).map(|encoding| (decode(bytes, encoding), encoding));
        assert_eq!(read("é@x.fr".as_bytes()), Ok(("é@x.fr".to_owned(), Encoding::Utf8)));
        assert_eq!(read(b"\xEF\xBB\xBFa@x.fr"), Ok(("a@x.fr".to_owned(), Encoding::Utf8)));
        assert_eq!(read(b"Andr\xE9;a@x.fr"), Ok(("André;a@x.fr".to_owned(), Encoding::Windows1252)));
        for bytes in [&b"\xFF\xFEa\0@\0x\0"[..], b"\xFE\xFF\0a\0@\0x", b"a\0@\0x\0", b"\0a\0@\0x"] {
            assert_eq!(read(bytes), Ok(("a@x".to_owned(), Encoding::Utf16)), "{bytes:?}");
        }
    }

    #[test]
    fn whoever_knows_better_may_say_so() {
        let bytes = "André".as_bytes();
        assert_eq!(decode(bytes, Encoding::Windows1252), "AndrÃ©");
        assert_eq!(decode(b"Andr\xE9", Encoding::Utf8), "Andr\u{FFFD}");
        assert!(!decode(bytes, Encoding::Utf16).is_empty());
    }

    #[test]
    fn what_is_no_list_is_said() {
        assert_eq!(detect(b""), Err(FileProblem::Missing));
        assert_eq!(detect(b" \r\n"), Err(FileProblem::Missing));
        assert_eq!(detect(b"PK\x03\x04\x14\x00"), Err(FileProblem::NotText));
        assert_eq!(detect(b"email;nom\n"), Err(FileProblem::NoLine));
        assert_eq!(detect(b";;\n"), Err(FileProblem::NoLine));
        assert!(detect(b"a@exemple.fr").is_ok());
    }
}
