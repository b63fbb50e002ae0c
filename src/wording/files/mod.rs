//! Files that are taken out: what stands in a line of each, in a spreadsheet's cells and for machines.

mod history;
mod people;
mod rights;

pub use history::HistoryLine;
pub use rights::RightLine;

use super::Wording;
use crate::domain::export::Format;

/// What a file has lines of.
pub trait Line {
    /// What the cells are called.
    fn header(wording: &Wording) -> Vec<String>;
    fn cells(&self, wording: &Wording) -> Vec<String>;
    /// The same for machines: codes and instants, with the words that only Parvis knows.
    fn json(&self, wording: &Wording) -> serde_json::Value;
}

/// What these lines add to a file: to its beginning, where they are the first.
#[must_use]
pub fn page<L: Line>(wording: &Wording, format: Format, lines: &[L], is_first: bool) -> Vec<u8> {
    match format {
        Format::Csv => {
            let header = is_first.then(|| L::header(wording));
            let rows: Vec<_> = header.into_iter().chain(lines.iter().map(|line| line.cells(wording))).collect();
            wording.csv(is_first, &rows)
        }
        Format::Json => json(wording, lines, is_first).into_bytes(),
    }
}

/// What closes a file.
#[must_use]
pub const fn end(format: Format) -> &'static str {
    match format {
        Format::Csv => "",
        Format::Json => "\n]\n",
    }
}

/// Members of an array, which the first of them open.
#[must_use]
pub fn json<L: Line>(wording: &Wording, lines: &[L], is_first: bool) -> String {
    let mut text = String::from(if is_first { "[" } else { "" });
    for (n, line) in lines.iter().enumerate() {
        text.push_str(if is_first && n == 0 { "\n" } else { ",\n" });
        text.push_str(&line.json(wording).to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use jiff::tz::TimeZone;

    struct Word(&'static str);

    impl Line for Word {
        fn header(_: &Wording) -> Vec<String> {
            vec!["word".to_owned()]
        }

        fn cells(&self, _: &Wording) -> Vec<String> {
            vec![self.0.to_owned()]
        }

        fn json(&self, _: &Wording) -> serde_json::Value {
            self.0.into()
        }
    }

    fn file(format: Format, pages: &[&[Word]]) -> String {
        let wording = Wording::new(Language::En, TimeZone::UTC);
        let mut bytes: Vec<u8> =
            pages.iter().enumerate().flat_map(|(n, lines)| page(&wording, format, lines, n == 0)).collect();
        bytes.extend_from_slice(end(format).as_bytes());
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_file_is_the_same_however_its_lines_come() {
        let all: &[&[Word]] = &[&[Word("a"), Word("b"), Word("c")]];
        let parts: &[&[Word]] = &[&[Word("a")], &[Word("b"), Word("c")], &[]];
        for format in Format::ALL {
            assert_eq!(file(format, all), file(format, parts));
        }
        assert_eq!(file(Format::Csv, all), "\u{feff}word\r\na\r\nb\r\nc\r\n");
        let json: Vec<String> = serde_json::from_str(&file(Format::Json, all)).unwrap();
        assert_eq!(json, ["a", "b", "c"]);
    }

    #[test]
    fn a_file_without_lines_is_one() {
        assert_eq!(file(Format::Csv, &[&[]]), "\u{feff}word\r\n");
        assert!(serde_json::from_str::<Vec<String>>(&file(Format::Json, &[&[]])).unwrap().is_empty());
    }
}
