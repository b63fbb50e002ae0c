use super::super::list_users;
use crate::{
    domain::{
        access::{Area, Level},
        form::{FieldErrors, Problem},
        id::UserId,
        job::MOST_NAMED,
        user::UserState,
        user_list::UserQuery,
        verb::Verb,
    },
    server::{app::App, context::Actor, operations::Error, store::users::Selection},
};
use sha2::{Digest, Sha256};

/// What is done with many at once, in the order in which it is offered.
pub const VERBS: [Verb; 11] = [
    Verb::Resend,
    Verb::Activate,
    Verb::ResetPassword,
    Verb::ChangeRole,
    Verb::AddToDepartment,
    Verb::AssignService,
    Verb::UnassignService,
    Verb::Revoke,
    Verb::Deactivate,
    Verb::Delete,
    Verb::Restore,
];

/// As sent. `key` comes from the preview: the form sent twice is one job.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub key: String,
    pub verb: String,
    /// Those named.
    pub users: Vec<String>,
    /// All that this list shows, whoever is named.
    pub matching: Option<UserQuery>,
    pub role: String,
    pub department: String,
    /// What they are in the department.
    pub department_role: String,
    pub service: String,
    /// How many the preview spoke of.
    pub count: String,
    /// Typed where access is taken away for good.
    pub confirm: String,
}

/// What is asked for, of whom.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub verb: Verb,
    pub selection: Selection,
}

/// What somebody may do with many at once, who leads people at all: of the deleted, of whom there is a list apart, and of
/// all others.
pub fn offered(actor: &Actor, deleted: bool) -> impl Iterator<Item = Verb> {
    let services = actor.may_everywhere(Area::Services, Level::Editor);
    let fits = move |verb: &Verb| verb.fits(UserState::Deleted) == deleted;
    VERBS.into_iter().filter(move |verb| services || !verb.is_of_service()).filter(fits)
}

impl Order {
    /// # Errors
    /// [`Error::NotAllowed`] below Approver in users, which all of these take, and for services below Editor there;
    /// [`Error::Fields`] where the verb isn't one for many, or where more are named than a page holds.
    pub(super) fn parse(app: &App, form: &Form, actor: &Actor) -> Result<Self, Error> {
        let mut granted = actor.granted_somewhere(Area::Users, Level::Approver)?;
        let verb = form.verb.parse::<Verb>().ok().filter(|verb| VERBS.contains(verb));
        let verb = verb.ok_or_else(|| FieldErrors::one("verb", Problem::Choose))?;
        if verb.is_of_service() {
            granted = granted.and(actor.granted(Area::Services, Level::Editor)?);
        }
        let selection = if let Some(query) = &form.matching {
            Selection::Matching(list_users::filter(app, &granted, query))
        } else {
            Selection::Named { account: actor.account(), ids: named(form)?, within: granted.scope().within() }
        };
        Ok(Self { verb, selection })
    }
}

/// Each once.
fn named(form: &Form) -> Result<Vec<UserId>, FieldErrors> {
    let mut ids: Vec<UserId> = form.users.iter().filter_map(|id| id.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > MOST_NAMED { Err(FieldErrors::one("users", Problem::Choose)) } else { Ok(ids) }
}

/// Of the whole form but its key.
pub(super) fn digest(form: &Form) -> Vec<u8> {
    let path = form.matching.as_ref().map(UserQuery::path).unwrap_or_default();
    let mut hasher = Sha256::new();
    let own = [&form.verb, &form.role, &form.department, &form.department_role, &form.service, &form.count, &path];
    for part in own.into_iter().chain(&form.users) {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_vec()
}
