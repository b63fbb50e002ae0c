//! CSV files as the reader's spreadsheet opens them (RFC 4180): the separator is the language's, UTF-8 is marked, and no
//! cell is a formula.

use super::reader::Reader;
use crate::{
    domain::{csv::neutral, language::Language},
    server::operations::Error,
    wording::Wording,
};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, TryStreamExt};

/// A page of rows, a text a cell.
pub type Page = Vec<Vec<String>>;

/// A file with today's date in its name, written while it is sent: the header, then the rows, page by page.
pub fn file<E: Into<Error> + 'static>(
    reader: &Reader,
    name: &str,
    header: Vec<String>,
    pages: impl Stream<Item = Result<Page, E>> + Send + 'static,
) -> Response {
    let wording = reader.wording.clone();
    let first = futures::stream::once(async move { Ok(vec![header]) });
    let chunks = first
        .chain(pages.map_err(Into::into))
        .enumerate()
        .map(move |(number, page): (_, Result<Page, Error>)| page.map(|page| lines(&wording, number == 0, &page)));
    (headers(reader, name), Body::from_stream(chunks)).into_response()
}

fn headers(reader: &Reader, name: &str) -> HeaderMap {
    let day = reader.wording.iso_day(reader.app.clock.now());
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}-{day}.csv\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers
}

fn lines(wording: &Wording, is_first: bool, page: &Page) -> Vec<u8> {
    let mark: &[u8] = if is_first { b"\xEF\xBB\xBF" } else { b"" };
    // Where a comma parts whole numbers from fractions, spreadsheets cut cells by semicolons.
    let separator = if wording.spoken() == Language::En { b',' } else { b';' };
    let mut writer =
        csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(mark.to_vec());
    for row in page {
        // A Vec takes whatever is written, and lines of one file are as long as each other.
        let _ = writer.write_record(row.iter().map(|cell| neutral(cell).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    fn text(language: Language, row: &[&str]) -> String {
        let page = vec![row.iter().map(|cell| (*cell).to_owned()).collect()];
        String::from_utf8(lines(&Wording::new(language, TimeZone::UTC), false, &page)).unwrap()
    }

    #[test]
    fn cells_keep_their_separators_quotes_and_lines() {
        let row = ["a", "b,c", "d \"e\"", "f\ng", "h;i", ""];
        assert_eq!(text(Language::En, &row), "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\",h;i,\r\n");
        assert_eq!(text(Language::Fr, &row), "a;b,c;\"d \"\"e\"\"\";\"f\ng\";\"h;i\";\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert!(text(Language::En, &[formula]).trim_start_matches('"').starts_with('\''), "{formula}");
        }
        assert_eq!(text(Language::En, &["a=1", "+33 1"]), "a=1,'+33 1\r\n");
    }
}
