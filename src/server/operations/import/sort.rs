//! What each line becomes: somebody new, or a problem. The same for the trial and for the import.

use super::plan::Plan;
use crate::{
    domain::{
        access::RoleKind,
        address::EmailAddress,
        department::DepartmentRole,
        id::{AccountId, DepartmentId, RoleId},
        import::{self, CellProblem, Column, LineProblem, Person, Record},
        invitation::Outcome,
        language::Language,
        search::fold,
        time::Timestamp,
        user::UserState,
    },
    server::{
        app::App,
        context::Granted,
        operations::{Error, daily, manager},
        store::{Conn, accounts, departments, roles, users},
    },
};
use std::collections::HashMap;

/// Lines that are looked at together.
pub const AT_ONCE: usize = 2_000;
/// Longest text of a line that is kept with its problem, in characters.
const MOST_TEXT: usize = 200;

/// Addresses of lines before, with their lines.
pub type Seen = HashMap<String, u64>;

/// Somebody to create.
pub struct Ready {
    pub line: u64,
    pub person: Person,
    pub role: RoleId,
    pub departments: Vec<DepartmentId>,
    pub language: Language,
}

/// A line that makes nobody.
pub struct Refused {
    pub line: u64,
    /// The address, or as much of the line as says which it is.
    pub text: String,
    pub problem: LineProblem,
}

/// What lines become, in their order.
#[derive(Default)]
pub struct Sorted {
    pub ready: Vec<Ready>,
    pub refused: Vec<Refused>,
}

/// What names stand for, and what of it the importer may give.
pub struct Names {
    roles: HashMap<String, (RoleId, bool)>,
    built_in: HashMap<RoleKind, (RoleId, bool)>,
    departments: HashMap<String, DepartmentId>,
    placements: Vec<DepartmentRole>,
}

impl Names {
    /// # Errors
    /// [`Error::NotAllowed`] where the role that everybody gets lies beyond the importer's, or is none of the account's.
    pub async fn read(conn: &mut Conn<'_>, actor: Granted<'_>, plan: &Plan) -> Result<Self, Error> {
        let known = roles::list(conn, actor.account()).await?;
        let granter = manager::granter(conn, &actor, actor.rights().clone()).await?;
        if !known.iter().any(|role| role.id == plan.role && granter.gives(role)) {
            return Err(Error::NotAllowed(None));
        }
        let placements = granter.placements();
        let mut names =
            Self { roles: HashMap::new(), built_in: HashMap::new(), departments: HashMap::new(), placements };
        for role in known {
            let entry = (role.id, granter.gives(&role));
            match role.kind {
                RoleKind::Custom => drop(names.roles.insert(fold(&role.name), entry)),
                kind @ RoleKind::BuiltIn(_) => drop(names.built_in.insert(kind, entry)),
            }
        }
        let departments = departments::list(conn, actor.account()).await?;
        names.departments = departments.into_iter().map(|d| (fold(&d.name), d.id)).collect();
        Ok(names)
    }

    fn role(&self, name: &str, plan: &Plan) -> Result<RoleId, CellProblem> {
        if name.is_empty() {
            return Ok(plan.role);
        }
        let custom = self.roles.get(&fold(name));
        let found = custom.or_else(|| self.built_in.get(&import::built_in_role(name)?));
        match found {
            Some((id, true)) => Ok(*id),
            Some((_, false)) => Err(CellProblem::BeyondOwnRights),
            None => Err(CellProblem::Unknown),
        }
    }

    fn departments(&self, names: &[String]) -> Result<Vec<DepartmentId>, CellProblem> {
        let mut found = Vec::with_capacity(names.len());
        for name in names {
            let id = *self.departments.get(&fold(name)).ok_or(CellProblem::Unknown)?;
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Ok(found)
    }
}

/// What is left for those who are invited; nothing where there is no limit.
#[derive(Clone, Copy, Default)]
pub struct Room {
    pub seats: Option<u64>,
    /// Invitations that the account may send today.
    pub mails: Option<u64>,
}

impl Room {
    /// # Errors
    /// The database's.
    pub async fn read(app: &App, conn: &mut Conn<'_>, account: AccountId, now: Timestamp) -> Result<Self, Error> {
        let seats = accounts::free_seats(conn, account).await?;
        Ok(Self { seats, mails: daily::left(app, conn, account, now).await? })
    }

    /// Takes the room of one; why there is none.
    fn take(&mut self) -> Result<(), LineProblem> {
        if self.seats == Some(0) {
            return Err(LineProblem::Outcome(Outcome::NoSeat));
        }
        if self.mails == Some(0) {
            return Err(LineProblem::DailyLimit);
        }
        for left in [&mut self.seats, &mut self.mails].into_iter().flatten() {
            *left -= 1;
        }
        Ok(())
    }
}

/// Sorts some lines; whoever is invited takes of the room that is left.
///
/// # Errors
/// The database's.
pub async fn sort(
    conn: &mut Conn<'_>,
    actor: Granted<'_>,
    plan: &Plan,
    names: &Names,
    seen: &mut Seen,
    room: &mut Room,
    records: &[Record<'_>],
) -> Result<Sorted, Error> {
    let mut sorted = Sorted::default();
    let mut candidates = Vec::with_capacity(records.len());
    for record in records {
        match candidate(plan, names, seen, record) {
            Ok(ready) => candidates.push(ready),
            Err(problem) => sorted.refused.push(refused(record, &plan.columns, problem)),
        }
    }
    let keys: Vec<&str> = candidates.iter().map(|ready| ready.person.email.key()).collect();
    let holders = users::holders(conn, &keys).await?;
    for ready in candidates {
        let verdict = match holders.get(ready.person.email.key()) {
            Some(holder) if holder.account != actor.account() => Err(LineProblem::Outcome(Outcome::Elsewhere)),
            Some(holder) => Err(LineProblem::Outcome(match holder.state {
                UserState::Active => Outcome::AlreadyActive,
                UserState::Invited => Outcome::AlreadyInvited,
                UserState::Inactive => Outcome::AlreadyInactive,
                UserState::Deleted => Outcome::AlreadyDeleted,
            })),
            None if plan.send => room.take(),
            None => Ok(()),
        };
        match verdict {
            Ok(()) => sorted.ready.push(ready),
            Err(problem) => {
                let (line, text) = (ready.line, ready.person.email.as_str().to_owned());
                sorted.refused.push(Refused { line, text, problem });
            }
        }
    }
    sorted.refused.sort_unstable_by_key(|refused| refused.line);
    Ok(sorted)
}

/// Remembers the addresses of lines that had their turn.
pub fn pass_over(plan: &Plan, seen: &mut Seen, records: &[Record<'_>]) {
    let at = plan.columns.iter().position(|column| *column == Column::Email);
    for record in records {
        let address = at.and_then(|at| record.cells.get(at)).and_then(|cell| EmailAddress::parse(cell).ok());
        if let Some(address) = address.filter(|_| !record.is_torn) {
            seen.entry(address.key().to_owned()).or_insert(record.line);
        }
    }
}

fn candidate(plan: &Plan, names: &Names, seen: &mut Seen, record: &Record<'_>) -> Result<Ready, LineProblem> {
    let person = import::read(record, &plan.columns)?;
    let mut problems = Vec::new();
    let role = names.role(&person.role, plan).map_err(|problem| problems.push((Column::Role, problem)));
    let departments =
        names.departments(&person.departments).map_err(|problem| problems.push((Column::Department, problem)));
    if !person.departments.is_empty() && !names.placements.contains(&person.department_role) {
        problems.push((Column::DepartmentRole, CellProblem::BeyondOwnRights));
    }
    let (Ok(role), Ok(departments), true) = (role, departments, problems.is_empty()) else {
        return Err(LineProblem::Cells(problems));
    };
    let line = *seen.entry(person.email.key().to_owned()).or_insert(record.line);
    if line != record.line {
        return Err(LineProblem::Duplicate { line });
    }
    Ok(Ready { line, language: person.language.unwrap_or(plan.language), person, role, departments })
}

/// A line with its problem.
pub fn refused(record: &Record<'_>, columns: &[Column], problem: LineProblem) -> Refused {
    let at = columns.iter().position(|column| *column == Column::Email);
    let address = at.and_then(|at| record.cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let text = address.map_or_else(|| record.cells.join(" "), ToOwned::to_owned);
    let text = crate::domain::text::clean_line(&text).chars().take(MOST_TEXT).collect();
    Refused { line: record.line, text, problem }
}
