//! What was typed, as it has to be; read anew at the end, since things may have changed on the way.

use super::draft::Details;
use crate::{
    domain::{
        access::{Area, Level, Rights, Role, Scope},
        address::EmailAddress,
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        id::{DepartmentId, RoleId},
        invitation::Outcome,
        language::Language,
        phone::Phone,
        text::{PersonName, TextProblem},
        time::Timestamp,
    },
    server::{
        app::App,
        context::Actor,
        operations::{Manager, taken, users::access_end},
        store::{self, Conn, departments, roles, settings},
    },
};

/// Whether somebody holds enough of the services to let others into them.
pub fn assigns_services(actor: &Actor) -> bool {
    actor.may_everywhere(Area::Services, Level::Editor)
}

pub struct Checked {
    pub first_name: String,
    pub last_name: String,
    pub role: Role,
    pub email: EmailAddress,
    pub notification_email: Option<EmailAddress>,
    pub phone: Phone,
    pub language: Language,
    pub department: Option<(DepartmentId, DepartmentRole)>,
    pub ends_at: Option<Timestamp>,
}

impl Checked {
    /// What the person is given, services apart.
    pub fn rights(&self) -> Rights {
        Rights { departments: self.department.into_iter().collect(), ..Rights::of(self.role.clone()) }
    }
}

/// # Errors
/// The database's; inside, what is wrong, by field in the form's order.
pub async fn check(
    conn: &mut Conn<'_>,
    app: &App,
    manager: &Manager<'_>,
    typed: &Details,
) -> store::Result<Result<Checked, FieldErrors>> {
    let mut errors = FieldErrors::default();
    let first_name = errors.take("first_name", name(&typed.first_name));
    let last_name = errors.take("last_name", name(&typed.last_name));
    let email = errors.take("email", EmailAddress::parse(&typed.email));
    if let Some(email) = &email
        && let Some(outcome) =
            taken::taken(conn, manager.account(), manager.scope(), &[email.key()]).await?.remove(email.key())
    {
        errors.add("email", Problem::Outcome(outcome));
    } else if let Some(email) = &email
        && !settings::domains(conn, manager.account()).await?.allow(email)
    {
        errors.add("email", Problem::Outcome(Outcome::OtherDomain));
    }
    let notification_email = errors.take("notification_email", optional_address(&typed.notification_email));
    let phone = errors.take("phone", Phone::parse(&typed.phone));
    let language = errors.take("language", Language::from_code(&typed.language).ok_or(Problem::Choose));
    let role = errors.take("role", role(conn, manager, &typed.role).await?);
    let department = department(conn, manager, typed, &mut errors).await?;
    // Together they may come to more than each by itself.
    if let (Some(role), Some((id, place))) = (&role, department)
        && !manager.granter().gives_place(role, id, place)
    {
        errors.add("department_role", Problem::BeyondOwnRights);
    }
    let ends_at = errors.take("ends_on", access_end::parse_day(&typed.ends_on, &app.zone, app.clock.now()));
    let checked = || {
        Some(Checked {
            first_name: first_name?,
            last_name: last_name?,
            role: role?,
            email: email?,
            notification_email: notification_email?,
            phone: phone?,
            language: language?,
            department,
            ends_at: ends_at?,
        })
    };
    Ok(checked().filter(|_| errors.is_empty()).ok_or(errors))
}

/// The person gives it when joining, where nobody has.
fn name(text: &str) -> Result<String, TextProblem> {
    match PersonName::parse(text) {
        Ok(name) => Ok(name.as_str().to_owned()),
        Err(TextProblem::Empty) => Ok(String::new()),
        Err(problem) => Err(problem),
    }
}

fn optional_address(text: &str) -> Result<Option<EmailAddress>, Problem> {
    if text.trim().is_empty() { Ok(None) } else { Ok(EmailAddress::parse(text).map(Some)?) }
}

/// Nobody grants what they don't hold.
async fn role(conn: &mut Conn<'_>, manager: &Manager<'_>, typed: &str) -> store::Result<Result<Role, Problem>> {
    let Ok(id) = typed.parse::<RoleId>() else { return Ok(Err(Problem::Choose)) };
    Ok(match roles::find(conn, manager.account(), id).await? {
        Some(role) if manager.granter().gives(&role) => Ok(role),
        Some(_) => Err(Problem::BeyondOwnRights),
        None => Err(Problem::Choose),
    })
}

async fn department(
    conn: &mut Conn<'_>,
    manager: &Manager<'_>,
    typed: &Details,
    errors: &mut FieldErrors,
) -> store::Result<Option<(DepartmentId, DepartmentRole)>> {
    if typed.department.is_empty() {
        // Who has people in departments alone puts new ones there.
        if *manager.scope() != Scope::Everywhere {
            errors.add("department", Problem::Choose);
        }
        return Ok(None);
    }
    let found = match typed.department.parse() {
        Ok(id) if manager.scope().holds([&id]) => departments::find(conn, manager.account(), id).await?,
        _ => None,
    };
    let department = errors.take("department", found.ok_or(Problem::Choose));
    let places = |role| department.as_ref().is_none_or(|department| manager.granter().places(department.id, role));
    let role = match typed.department_role.parse::<DepartmentRole>() {
        Ok(role) if places(role) => Ok(role),
        Ok(_) => Err(Problem::BeyondOwnRights),
        Err(_) => Err(Problem::Choose),
    };
    let role = errors.take("department_role", role);
    Ok(department.map(|department| department.id).zip(role))
}
