//! Inviting: users, invitations, history and mails in one transaction, so that none can be lost [S1.5–S1.11].

mod check;
mod parse;

pub use check::check_addresses;
pub use parse::{Form, MOST_ADDRESSES};

use super::{Error, Manager, foreign, join_link, placements::Placements, refusal, settings};
use crate::{
    domain::{
        access::{Area, Level, Role, Scope},
        address::AddressProblem,
        department::DepartmentRole,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{BatchId, InvitationId, MessageId, UserId},
        invitation::Outcome,
        language::Language,
        message::MessageKind,
        time::Timestamp,
        user::UserState,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        store::{
            Conn, Setting, accounts, batches, departments,
            invitations::{self, NewInvitation, Sending},
            messages::{self, NewMessage, Subject},
            roles,
            users::{self, NewUser},
        },
    },
};
use parse::{Guest, Parsed};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What became of one address or text of the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The address, or the text that isn't one.
    pub text: String,
    /// What became of the address, or why the text isn't one.
    pub outcome: Result<Outcome, AddressProblem>,
}

/// What became of a sending, and what was chosen for it: who corrects what wasn't sent needn't choose again.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Results {
    pub lines: Vec<Line>,
    /// The form without its addresses and its key.
    pub chosen: Form,
}

/// Invites everybody who can be invited; the others stand in the results with the reason. The form's key makes it
/// safe to send again: the same form invites once.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users; [`Error::Fields`] where nothing can be sent as typed.
pub async fn invite(app: &App, visit: &Visit, actor: &Actor, form: &Form) -> Result<BatchId, Error> {
    let granted = actor.granted_somewhere(Area::Users, Level::Approver);
    let tried = Entry::new(Action::Invited).by(actor.id());
    let granted = refusal::remember(app, visit, actor, tried, granted).await?;
    let parsed = parse::parse(form)?;
    // The same form again is answered by what it led to, and asks about nobody.
    let sent = batches::digest(&mut app.db.read().await?.conn(), parsed.key, actor.id()).await?;
    if sent.is_some_and(|digest| digest == parsed.digest) {
        return Ok(parsed.key);
    }
    foreign::spend(app, visit, &granted, parsed.guests.iter().map(|guest| &guest.address)).await?;
    // Two people may invite the same address at once from two accounts: the second finds fewer rows inserted, and
    // looks again.
    for _ in 0..TRIES {
        match try_invite(app, visit, actor, &parsed).await? {
            Tried::Sent(invited) => {
                tracing::info!(batch.id = %parsed.key, invited, "invitation.send");
                app.users_changed(actor.account());
                app.outbox.wake();
                return Ok(parsed.key);
            }
            Tried::Refused(field, problem) => return refuse(app, visit, actor, &parsed, (field, problem)).await,
            Tried::Overtaken => {}
        }
    }
    Err(Error::TooMany { seconds: 5 })
}

/// Looks at what others have done meanwhile, before giving up.
const TRIES: usize = 5;

/// What one try led to.
enum Tried {
    /// So many were invited.
    Sent(usize),
    /// This field asks for what can't be given.
    Refused(&'static str, Problem),
    /// Another transaction took an address meanwhile.
    Overtaken,
}

/// The role chosen, which together with the place in a department must lie within the inviter's own rights as they are
/// now; or the field that asks for more.
async fn grantable(
    conn: &mut Conn<'_>,
    manager: &Manager<'_>,
    parsed: &Parsed,
) -> Result<std::result::Result<Role, (&'static str, Problem)>, Error> {
    let role = match roles::find(conn, manager.account(), parsed.role).await? {
        Some(role) if manager.granter().gives(&role) => role,
        Some(_) => return Ok(Err(("role", Problem::BeyondOwnRights))),
        None => return Ok(Err(("role", Problem::Choose))),
    };
    let Some((department, place)) = parsed.place else {
        // Who has people in departments alone puts new ones there.
        let is_free = *manager.scope() == Scope::Everywhere;
        return Ok(if is_free { Ok(role) } else { Err(("department", Problem::Choose)) });
    };
    let is_known = departments::find(conn, manager.account(), department).await?.is_some();
    if !is_known || !manager.scope().holds([&department]) {
        return Ok(Err(("department", Problem::Choose)));
    }
    let is_given = manager.granter().gives_place(&role, department, place);
    Ok(if is_given { Ok(role) } else { Err(("department_role", Problem::BeyondOwnRights)) })
}

/// Who tries more than is his or hers to give is remembered.
async fn refuse<T>(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    parsed: &Parsed,
    (field, problem): (&'static str, Problem),
) -> Result<T, Error> {
    let now = app.clock.now();
    let address = visit.address_text();
    let setting = Setting { account: actor.account(), at: now, address: &address, random: &app.random };
    let entry = Entry::new(Action::Invited).refused().by(actor.id()).with(json!({ "role": parsed.role.to_string() }));
    app.db.begin().await?.commit(&setting, &[entry]).await?;
    Err(FieldErrors::one(field, problem).into())
}

async fn try_invite(app: &App, visit: &Visit, actor: &Actor, parsed: &Parsed) -> Result<Tried, Error> {
    let now = app.clock.now();
    let account = actor.account();
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), account).await?;
    let manager = Manager::now(&mut tx.conn(), actor, Level::Approver, now).await?;
    let role = match grantable(&mut tx.conn(), &manager, parsed).await? {
        Ok(role) => role,
        Err((field, problem)) => return Ok(Tried::Refused(field, problem)),
    };
    if !batches::insert(&mut tx.conn(), parsed.key, account, actor.id(), &parsed.digest, now).await? {
        // Sent before: by the same person with the same contents it's the same form, else nobody's business.
        return match batches::digest(&mut tx.conn(), parsed.key, actor.id()).await? {
            Some(digest) if digest == parsed.digest => Ok(Tried::Sent(0)),
            Some(_) => Err(FieldErrors::one("form", Problem::Changed).into()),
            None => Err(Error::NotFound),
        };
    }
    let outcomes = parsed.guests.iter().map(|guest| &guest.address);
    let outcomes = check::outcomes(app, &mut tx.conn(), &manager, outcomes, 0).await?;
    let invited: Vec<(&Guest, UserId, InvitationId)> = parsed
        .guests
        .iter()
        .zip(&outcomes)
        .filter(|(_, outcome)| **outcome == Outcome::New)
        .map(|(guest, _)| (guest, UserId(app.random.id(now)), InvitationId(app.random.id(now))))
        .collect();
    let expires = settings::invitation_end(app, &mut tx.conn(), account, now).await?;
    let mut users: Vec<NewUser<'_>> = invited
        .iter()
        .map(|(guest, id, _)| NewUser {
            id: *id,
            role: role.id,
            state: UserState::Invited,
            email: &guest.address,
            first_name: &guest.first_name,
            last_name: &guest.last_name,
            language: parsed.language,
            password_hash: None,
            phone: "",
            notification_email: None,
            expires_at: Some(expires),
        })
        .collect();
    // In one order in every account: two transactions with the same addresses wait for each other once, not crosswise.
    users.sort_unstable_by_key(|user| user.email.key());
    if users::insert(&mut tx.conn(), account, &users, now).await? != users.len() as u64 {
        return Ok(Tried::Overtaken);
    }
    if let Some((department, place)) = parsed.place {
        let members: Vec<_> = invited.iter().map(|(_, user, _)| (department, *user, place)).collect();
        departments::insert_members(&mut tx.conn(), account, &members).await?;
    }
    write_invitations(app, &mut tx, actor, parsed, &invited, (now, expires)).await?;
    batches::set_results(&mut tx.conn(), parsed.key, &results(parsed, &outcomes)).await?;
    users::notify_changed(&mut tx.conn(), account).await?;

    let mut particulars = json!({ "role": role.id.to_string(), "batch": parsed.key.to_string() });
    if let Some((department, place)) = parsed.place {
        particulars["department"] = department.to_string().into();
        particulars["department_role"] = place.as_str().into();
    }
    let entries: Vec<Entry> = invited
        .iter()
        .map(|(_, id, _)| Entry::new(Action::Invited).by(actor.id()).on(*id).with(particulars.clone()))
        .collect();
    let address = visit.address_text();
    tx.commit(&Setting { account, at: now, address: &address, random: &app.random }, &entries).await?;
    Ok(Tried::Sent(invited.len()))
}

async fn write_invitations(
    app: &App,
    tx: &mut crate::server::store::Tx,
    actor: &Actor,
    parsed: &Parsed,
    invited: &[(&Guest, UserId, InvitationId)],
    (now, expires): (Timestamp, Timestamp),
) -> Result<(), Error> {
    let sending = Sending {
        account: actor.account(),
        batch: Some(parsed.key),
        inviter: Some(actor.id()),
        language: parsed.language,
        message: parsed.message.as_str(),
        now,
        expires,
    };
    let invitations: Vec<NewInvitation<'_>> = invited
        .iter()
        .map(|(guest, user, id)| NewInvitation {
            id: *id,
            user: *user,
            address: guest.address.as_str(),
            token: join_link::token(app, *id).hash(),
        })
        .collect();
    invitations::insert(&mut tx.conn(), &sending, &invitations).await?;
    let messages: Vec<NewMessage<'_>> = invited
        .iter()
        .map(|(guest, user, invitation)| NewMessage {
            id: MessageId(app.random.id(now)),
            user: *user,
            subject: Subject::Invitation(*invitation),
            address: guest.address.as_str(),
        })
        .collect();
    messages::insert(&mut tx.conn(), actor.account(), MessageKind::Invitation, parsed.language, &messages, now).await?;
    Ok(())
}

fn results(parsed: &Parsed, outcomes: &[Outcome]) -> Results {
    let addresses = parsed
        .guests
        .iter()
        .zip(outcomes)
        .map(|(guest, outcome)| Line { text: guest.address.as_str().to_owned(), outcome: Ok(*outcome) });
    let problems = parsed.problems.iter().map(|(text, problem)| Line { text: text.clone(), outcome: Err(*problem) });
    let (department, place) = parsed.place.unzip();
    let chosen = Form {
        role: parsed.role.to_string(),
        department: department.map(|id| id.to_string()).unwrap_or_default(),
        department_role: place.map(DepartmentRole::as_str).unwrap_or_default().to_owned(),
        language: parsed.language.code().to_owned(),
        message: parsed.message.as_str().to_owned(),
        ..Form::default()
    };
    Results { lines: addresses.chain(problems).collect(), chosen }
}

/// What became of a sending, for who sent it.
///
/// # Errors
/// [`Error::NotFound`] for anybody else's.
pub async fn batch_results(app: &App, actor: &Actor, batch: BatchId) -> Result<Results, Error> {
    let actor = actor.granted_somewhere(Area::Users, Level::Approver)?;
    batches::results(&mut app.db.read().await?.conn(), batch, actor.id()).await?.ok_or(Error::NotFound)
}

/// What the form offers: what the inviter may grant, the seats left, until when links would live.
pub struct Offer {
    pub roles: Vec<Role>,
    pub placements: Placements,
    /// Told to who has people in the whole account: it says how many those are.
    pub free_seats: Option<u64>,
    pub expires: Timestamp,
    /// The account's: people are written to in it unless another is chosen.
    pub language: Language,
    /// A new idempotency key.
    pub key: BatchId,
}

/// # Errors
/// [`Error::NotAllowed`] below Approver in users.
pub async fn offer(app: &App, actor: &Actor) -> Result<Offer, Error> {
    let mut reader = app.db.read().await?;
    let manager = Manager::of_request(&mut reader.conn(), actor, Level::Approver).await?;
    let mut roles = roles::list(&mut reader.conn(), actor.account()).await?;
    roles.retain(|role| manager.granter().gives(role));
    let placements = Placements::of(&mut reader.conn(), &manager).await?;
    let free_seats = accounts::free_seats(&mut reader.conn(), actor.account()).await?;
    let free_seats = free_seats.filter(|_| !placements.is_needed);
    let language = accounts::language(&mut reader.conn(), actor.account()).await?;
    let now = app.clock.now();
    let expires = settings::invitation_end(app, &mut reader.conn(), actor.account(), now).await?;
    let key = BatchId(app.random.id(now));
    Ok(Offer { roles, placements, free_seats, expires, language, key })
}
