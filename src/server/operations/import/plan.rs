use super::{reading::Reading, text::decode, upload::may_import};
use crate::{
    domain::{
        access::Role,
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        id::{DepartmentId, ImportId, JobId, RoleId},
        import::{Column, Encoding, MOST_COLUMNS, Records, Separator, guess_all},
        language::Language,
    },
    server::{
        app::App,
        context::Actor,
        operations::{
            Error, manager,
            placements::{Placements, parse_place},
        },
        store::{accounts, imports, roles},
    },
};
use serde::{Deserialize, Serialize};

/// Lines that the page of the columns shows.
const SAMPLE: usize = 3;
/// Longest cell that it shows, in characters.
const MOST_SHOWN: usize = 40;

/// The form as sent.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub encoding: String,
    pub separator: String,
    /// What each column holds.
    pub columns: Vec<String>,
    pub header: String,
    pub role: String,
    /// Empty: into none but those that lines name.
    pub department: String,
    pub department_role: String,
    pub language: String,
    pub send: String,
    pub key: String,
}

/// How a file becomes users.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Plan {
    pub import: ImportId,
    pub encoding: Encoding,
    pub separator: Separator,
    /// The first line names the columns.
    pub has_header: bool,
    pub columns: Vec<Column>,
    /// For lines that name none.
    pub role: RoleId,
    #[serde(default)]
    pub place: Option<(DepartmentId, DepartmentRole)>,
    pub language: Language,
    /// Everybody gets an invitation; else they are created inactive.
    pub send: bool,
}

impl Plan {
    /// Which addresses the file has depends on it.
    #[must_use]
    pub fn way_of_reading(&self) -> String {
        let at = self.columns.iter().position(|column| *column == Column::Email).unwrap_or_default();
        format!("{} {} {} {at}", self.encoding.as_str(), self.separator.as_str(), self.has_header)
    }

    /// # Errors
    /// [`FieldErrors`] where no column holds addresses, or one thing stands in two columns.
    pub fn parse(import: ImportId, form: &Form) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let columns: Vec<Column> =
            form.columns.iter().take(MOST_COLUMNS).map(|column| column.parse().unwrap_or_default()).collect();
        let held = |column: Column| columns.iter().filter(|c| **c == column).count();
        if held(Column::Email) == 0 {
            errors.add("column-0", Problem::Choose);
        } else if Column::ALL.into_iter().any(|column| column != Column::Ignore && held(column) > 1) {
            errors.add("column-0", Problem::Changed);
        }
        let encoding = errors.take("encoding", form.encoding.parse().map_err(|_| Problem::Choose));
        let separator = errors.take("separator", form.separator.parse().map_err(|_| Problem::Choose));
        let role = errors.take("role", form.role.parse::<RoleId>().map_err(|_| Problem::Choose));
        let language = errors.take("language", Language::from_code(&form.language).ok_or(Problem::Choose));
        let send = errors.take(
            "send",
            match form.send.as_str() {
                "yes" => Ok(true),
                "no" => Ok(false),
                _ => Err(Problem::Choose),
            },
        );
        let place = parse_place(&form.department, &form.department_role, &mut errors);
        match (encoding, separator, role, language, send) {
            (Some(encoding), Some(separator), Some(role), Some(language), Some(send)) if errors.is_empty() => {
                Ok(Self {
                    import,
                    encoding,
                    separator,
                    has_header: form.header == "yes",
                    columns,
                    role,
                    place,
                    language,
                    send,
                })
            }
            _ => Err(errors),
        }
    }
}

/// A file as the page of its columns shows it, with what is on offer.
pub struct Sheet {
    pub name: String,
    pub encoding: Encoding,
    pub separator: Separator,
    pub has_header: bool,
    /// As the file names them, or empty.
    pub headers: Vec<String>,
    /// The first lines, cut to what can be shown.
    pub samples: Vec<Vec<String>>,
    pub columns: Vec<Column>,
    pub lines: u64,
    pub roles: Vec<Role>,
    pub placements: Placements,
    /// Told to who has people in the whole account: it says how many those are.
    pub free_seats: Option<u64>,
    /// A new idempotency key.
    pub key: JobId,
}

/// Reads a file of one's own, as what the reader says or as what it seems to be: what it is written in, and what stands
/// between its cells.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users; [`Error::NotFound`] for anybody else's, or one that is imported.
pub async fn sheet(
    app: &App,
    actor: &Actor,
    id: ImportId,
    encoding: Option<Encoding>,
    separator: Option<Separator>,
) -> Result<Sheet, Error> {
    let granted = may_import(actor)?;
    let mut reader = app.db.read().await?;
    let import = imports::find(&mut reader.conn(), id, actor.id()).await?.ok_or(Error::NotFound)?;
    let encoding = encoding.unwrap_or(import.encoding);
    let content = decode(&import.content, encoding);
    let separator = separator.unwrap_or_else(|| Separator::guess(&content));
    let mut roles = roles::list(&mut reader.conn(), actor.account()).await?;
    let granter = manager::granter(&mut reader.conn(), actor, actor.rights().clone()).await?;
    roles.retain(|role| granter.gives(role));
    let placements = Placements::read(&mut reader.conn(), actor.account(), &granter, granted.scope()).await?;
    let free_seats = accounts::free_seats(&mut reader.conn(), actor.account()).await?;
    let free_seats = free_seats.filter(|_| !placements.is_needed);
    drop(reader);

    let first: Vec<Vec<String>> = Records::new(&content, separator)
        .take(SAMPLE + 1)
        .map(|record| record.cells.iter().take(MOST_COLUMNS).map(|cell| shown(cell)).collect())
        .collect();
    let has_header = first.first().is_some_and(|line| !line.iter().any(|cell| cell.contains('@')));
    let (headers, samples) = if has_header { first.split_at(first.len().min(1)) } else { first.split_at(0) };
    let width = first.iter().map(Vec::len).max().unwrap_or(0);
    let mut headers = headers.first().cloned().unwrap_or_default();
    headers.resize(width, String::new());
    let sample: Vec<&str> = samples.first().into_iter().flatten().map(String::as_str).collect();
    let columns = guess_all(&headers.iter().map(String::as_str).collect::<Vec<_>>(), &sample);
    let mut reading = Reading::new(content, separator, has_header);
    Ok(Sheet {
        name: import.name,
        encoding,
        separator,
        has_header,
        headers,
        samples: samples.iter().take(SAMPLE).cloned().collect(),
        columns,
        lines: reading.count(),
        roles,
        placements,
        free_seats,
        key: JobId(app.random.id(app.clock.now())),
    })
}

fn shown(cell: &str) -> String {
    let cell = crate::domain::text::clean_line(cell);
    if cell.chars().count() > MOST_SHOWN { cell.chars().take(MOST_SHOWN).chain(['…']).collect() } else { cell }
}
