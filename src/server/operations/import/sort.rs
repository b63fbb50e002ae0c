//! What each line becomes: somebody new, or a problem. The same for the trial and for the import.

use super::{plan::Plan, upload::may_import};
use crate::{
    domain::{
        access::{Granter, Role, RoleKind, Scope},
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        id::{DepartmentId, RoleId},
        import::{self, CellProblem, Column, LineProblem, Person, Record},
        invitation::Outcome,
        language::Language,
        search::fold,
        text::TextProblem,
    },
    server::{
        context::Actor,
        operations::{Error, manager, room::Room, taken::taken},
        store::{Conn, departments, roles, settings},
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
    pub places: Vec<(DepartmentId, DepartmentRole)>,
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
    roles: HashMap<String, (Role, bool)>,
    built_in: HashMap<RoleKind, (Role, bool)>,
    /// That everybody gets, or why nobody does.
    role: Result<Role, CellProblem>,
    /// Where everybody goes, or why nobody does.
    place: Result<Option<(DepartmentId, DepartmentRole)>, CellProblem>,
    /// The importer's.
    departments: HashMap<String, DepartmentId>,
    /// Everybody goes into a department.
    needs_department: bool,
    granter: Granter,
}

impl Names {
    /// # Errors
    /// [`Error::NotAllowed`] below Approver in users.
    pub async fn read(conn: &mut Conn<'_>, actor: &Actor, plan: &Plan) -> Result<Self, Error> {
        let granted = may_import(actor)?;
        let known = roles::list(conn, actor.account()).await?;
        let granter = manager::granter(conn, actor, actor.rights().clone()).await?;
        let role = match known.iter().find(|role| role.id == plan.role) {
            Some(role) if granter.gives(role) => Ok(role.clone()),
            Some(_) => Err(CellProblem::BeyondOwnRights),
            None => Err(CellProblem::Unknown),
        };
        let mut departments = departments::list(conn, actor.account()).await?;
        // One that the importer has no people of is none.
        departments.retain(|department| granted.scope().holds([&department.id]));
        let gives = |id, place| role.as_ref().map_or(true, |role| granter.gives_place(role, id, place));
        let place = match plan.place {
            Some((id, _)) if !departments.iter().any(|department| department.id == id) => Err(CellProblem::Unknown),
            Some((id, place)) if !gives(id, place) => Err(CellProblem::BeyondOwnRights),
            place => Ok(place),
        };
        let (mut custom, mut built_in) = (HashMap::new(), HashMap::new());
        for role in known {
            let gives = granter.gives(&role);
            match role.kind {
                RoleKind::Custom => drop(custom.insert(fold(&role.name), (role, gives))),
                kind @ RoleKind::BuiltIn(_) => drop(built_in.insert(kind, (role, gives))),
            }
        }
        Ok(Self {
            roles: custom,
            built_in,
            role,
            place,
            departments: departments.into_iter().map(|d| (fold(&d.name), d.id)).collect(),
            needs_department: *granted.scope() != Scope::Everywhere,
            granter,
        })
    }

    /// Whether what everybody gets is there, and the importer's to give.
    ///
    /// # Errors
    /// [`FieldErrors`] under `role`, `department` or `department_role`.
    pub fn chosen(&self) -> Result<(), FieldErrors> {
        match (&self.role, &self.place) {
            (Err(CellProblem::BeyondOwnRights), _) => Err(FieldErrors::one("role", Problem::BeyondOwnRights)),
            (Err(_), _) => Err(FieldErrors::one("role", Problem::Choose)),
            (_, Err(CellProblem::BeyondOwnRights)) => {
                Err(FieldErrors::one("department_role", Problem::BeyondOwnRights))
            }
            (_, Err(_)) => Err(FieldErrors::one("department", Problem::Choose)),
            (Ok(_), Ok(_)) => Ok(()),
        }
    }

    /// Whether what everybody gets is more than the importer has.
    #[must_use]
    pub fn is_beyond(&self) -> bool {
        let problems = [self.role.as_ref().err(), self.place.as_ref().err()];
        problems.contains(&Some(&CellProblem::BeyondOwnRights))
    }

    fn role(&self, name: &str) -> Result<&Role, CellProblem> {
        if name.is_empty() {
            return self.role.as_ref().map_err(|problem| *problem);
        }
        let custom = self.roles.get(&fold(name));
        let found = custom.or_else(|| self.built_in.get(&import::built_in_role(name)?));
        match found {
            Some((role, true)) => Ok(role),
            Some((_, false)) => Err(CellProblem::BeyondOwnRights),
            None => Err(CellProblem::Unknown),
        }
    }

    /// Where a person goes: into the departments of the line, else where everybody goes.
    fn places(&self, person: &Person) -> Result<Vec<(DepartmentId, DepartmentRole)>, CellProblem> {
        if person.departments.is_empty() {
            return match self.place {
                Ok(None) if self.needs_department => Err(CellProblem::Text(TextProblem::Empty)),
                place => Ok(place?.into_iter().collect()),
            };
        }
        let mut found: Vec<(DepartmentId, DepartmentRole)> = Vec::with_capacity(person.departments.len());
        for (name, role) in &person.departments {
            let id = *self.departments.get(&fold(name)).ok_or(CellProblem::Unknown)?;
            // Named twice, it is one place: the higher of the two.
            match found.iter_mut().find(|(known, _)| *known == id) {
                Some((_, known)) => *known = (*known).max(*role),
                None => found.push((id, *role)),
            }
        }
        Ok(found)
    }
}

/// Sorts some lines; whoever is invited takes of the room that is left.
///
/// # Errors
/// The database's.
pub async fn sort(
    conn: &mut Conn<'_>,
    actor: &Actor,
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
    let known = taken(conn, actor.account(), may_import(actor)?.scope(), &keys).await?;
    let domains = settings::domains(conn, actor.account()).await?;
    for ready in candidates {
        let outcome = match known.get(ready.person.email.key()) {
            Some(outcome) => *outcome,
            None if !domains.allow(&ready.person.email) => Outcome::OtherDomain,
            None if plan.send => room.take(),
            None => Outcome::New,
        };
        if outcome == Outcome::New {
            sorted.ready.push(ready);
        } else {
            let (line, text) = (ready.line, ready.person.email.as_str().to_owned());
            sorted.refused.push(Refused { line, text, problem: LineProblem::Outcome(outcome) });
        }
    }
    sorted.refused.sort_unstable_by_key(|refused| refused.line);
    Ok(sorted)
}

/// Remembers the addresses of lines that had their turn, as their turn did.
pub fn pass_over(plan: &Plan, names: &Names, seen: &mut Seen, records: &[Record<'_>]) {
    for record in records {
        let _ = candidate(plan, names, seen, record);
    }
}

fn candidate(plan: &Plan, names: &Names, seen: &mut Seen, record: &Record<'_>) -> Result<Ready, LineProblem> {
    let person = import::read(record, &plan.columns)?;
    let mut problems = Vec::new();
    let role = names.role(&person.role).map_err(|problem| problems.push((Column::Role, problem)));
    let places = names.places(&person).map_err(|problem| problems.push((Column::Department, problem)));
    if let (Ok(role), Ok(places)) = (&role, &places)
        && places.iter().any(|(id, place)| !names.granter.gives_place(role, *id, *place))
    {
        problems.push((Column::DepartmentRole, CellProblem::BeyondOwnRights));
    }
    let (Ok(role), Ok(places), true) = (role.map(|role| role.id), places, problems.is_empty()) else {
        return Err(LineProblem::Cells(problems));
    };
    let line = *seen.entry(person.email.key().to_owned()).or_insert(record.line);
    if line != record.line {
        return Err(LineProblem::Duplicate { line });
    }
    Ok(Ready { line, language: person.language.unwrap_or(plan.language), person, role, places })
}

/// A line with its problem.
pub fn refused(record: &Record<'_>, columns: &[Column], problem: LineProblem) -> Refused {
    let at = columns.iter().position(|column| *column == Column::Email);
    let address = at.and_then(|at| record.cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let text = address.map_or_else(|| record.cells.join(" "), ToOwned::to_owned);
    let text = crate::domain::text::clean_line(&text).chars().take(MOST_TEXT).collect();
    Refused { line: record.line, text, problem }
}
