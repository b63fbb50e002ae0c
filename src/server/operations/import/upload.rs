use crate::{
    domain::{
        access::{Area, Level},
        form::{FieldErrors, Problem},
        id::ImportId,
        import::{FileProblem, Records, Separator},
        text::clean_line,
    },
    server::{
        app::App,
        context::{Actor, Granted},
        operations::Error,
        store::imports::{self, Import},
    },
};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Longest name that a file keeps, in characters.
const MOST_NAME: usize = 100;

/// The proof that somebody may import.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users.
pub fn may_import(actor: &Actor) -> Result<Granted<'_>, Error> {
    actor.granted(Area::Users, Level::Approver)
}

/// Keeps a file for its import.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users; [`Error::Fields`] where it isn't lines of text.
pub async fn upload(app: &App, actor: &Actor, name: &str, bytes: &[u8]) -> Result<ImportId, Error> {
    let actor = may_import(actor)?;
    let (content, encoding) = text(bytes).map_err(|problem| FieldErrors::one("file", Problem::File(problem)))?;
    let name: String = clean_line(name).chars().take(MOST_NAME).collect();
    let now = app.clock.now();
    let id = ImportId(app.random.id(now));
    let import = Import { name, content, encoding: encoding.name().to_owned() };
    let mut tx = app.db.begin().await?;
    imports::insert(&mut tx.conn(), id, actor.account(), actor.id(), &import, now).await?;
    tx.commit_bookkeeping().await?;
    tracing::info!(import.id = %id, bytes = bytes.len(), "import.upload");
    Ok(id)
}

/// The text, and what it was written in: what its mark says, else UTF-8 where it is that, else what Excel writes in
/// Western Europe.
fn text(bytes: &[u8]) -> Result<(String, &'static Encoding), FileProblem> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileProblem::Missing);
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if marked.is_none() && is_binary(bytes) {
        return Err(FileProblem::NotText);
    }
    let encoding = marked.unwrap_or(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 });
    let (text, encoding, _) = encoding.decode(bytes);
    // What no database takes: a sign in its place, so that the cell is seen to be wrong.
    let text = text.replace('\0', "\u{FFFD}");
    let records = Records::new(&text, Separator::guess(&text));
    let mut lines = records.take(2);
    let header = lines.next().ok_or(FileProblem::NoLine)?;
    if lines.next().is_none() && !header.cells.iter().any(|cell| cell.contains('@')) {
        return Err(FileProblem::NoLine);
    }
    Ok((text, encoding))
}

/// Spreadsheets and pictures hold what no text does.
fn is_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4_096)];
    start.iter().any(|byte| matches!(byte, 0..=8 | 14..=31) && *byte != 0x1B)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_what_it_was_written_in() {
        let read = |bytes: &[u8]| text(bytes).map(|(text, encoding)| (text, encoding.name()));
        assert_eq!(read("é@x.fr".as_bytes()), Ok(("é@x.fr".to_owned(), "UTF-8")));
        assert_eq!(read(b"\xEF\xBB\xBFa@x.fr"), Ok(("a@x.fr".to_owned(), "UTF-8")));
        assert_eq!(read(b"Andr\xE9;a@x.fr"), Ok(("André;a@x.fr".to_owned(), "windows-1252")));
        assert_eq!(read(b"\xFF\xFEa\0@\0x\0"), Ok(("a@x".to_owned(), "UTF-16LE")));
    }

    #[test]
    fn what_is_no_list_is_said() {
        assert_eq!(text(b""), Err(FileProblem::Missing));
        assert_eq!(text(b" \r\n"), Err(FileProblem::Missing));
        assert_eq!(text(b"PK\x03\x04\x14\x00"), Err(FileProblem::NotText));
        assert_eq!(text(b"email;nom\n"), Err(FileProblem::NoLine));
        assert_eq!(text(b";;\n"), Err(FileProblem::NoLine));
        assert!(text(b"a@exemple.fr").is_ok());
    }
}
