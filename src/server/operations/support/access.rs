use crate::{
    domain::{
        access::{Area, Granter, Level, Needed},
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{AccountId, SupportAccessId},
        password::{PasswordProblem, TypedPassword},
        support::{LEVELS, LONGEST, rights},
        text::TextProblem,
        time::Timestamp,
        user::UserState,
        verb::Refusal,
    },
    server::{
        app::App,
        context::{Actor, Granted, Visit},
        operations::{
            Error,
            manager::{granter, granter_now},
            present_password, refusal,
            users::access_end::{day, parse_day},
        },
        store::{
            self, Conn, Setting, Tx, accounts,
            support::{self, Access, Agent, NewAccess},
            users,
        },
    },
};
use serde::Deserialize;
use serde_json::json;

/// What it takes to switch it on and off.
const NEEDED: Needed = Needed { area: Area::Settings, level: Level::Approver };

/// As typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub level: String,
    /// The last day.
    pub ends_on: String,
    /// The present one: that it is oneself.
    pub password: TypedPassword,
}

/// How things stand, for the page.
pub struct Overview {
    pub access: Option<Access>,
    /// Agents who are in.
    pub agents: Vec<Agent>,
    /// Everybody whom it concerns.
    pub people: u64,
    /// What the reader may let agents do: nobody gives more than he or she holds.
    pub levels: Vec<Level>,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in settings; [`Error::NotFound`] in the instance's own account, whose people are
/// the support.
pub async fn overview(app: &App, actor: &Actor) -> Result<Overview, Error> {
    let granted = actor.granted(Area::Settings, Level::Guest)?;
    let mut reader = app.db.read().await?;
    let granter = granter(&mut reader.conn(), actor, actor.rights().clone()).await?;
    if support::is_own(&mut reader.conn(), granted.account()).await? {
        return Err(Error::NotFound);
    }
    let access = support::of_account(&mut reader.conn(), granted.account(), app.clock.now()).await?;
    let agents = match &access {
        Some(access) => support::agents(&mut reader.conn(), access.id, app.session_limits()).await?,
        None => Vec::new(),
    };
    let tallies = users::Tallies::read(&mut reader.conn(), granted.account()).await?;
    let people = UserState::LISTED.into_iter().map(|state| tallies.count(None, state)).sum();
    let levels = LEVELS.into_iter().filter(|level| granter.holds(&rights(*level))).collect();
    Ok(Overview { access, agents, people, levels })
}

/// Switches it on, or sets another day and level: it concerns everybody of the account.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in settings, [`Refusal::BeyondOwnRights`] for a level that isn't the actor's to
/// give, both in the history; [`Error::Fields`] by field; [`Error::TooMany`] while a delay runs after wrong passwords.
pub async fn allow(app: &App, visit: &Visit, actor: &Actor, form: Form) -> Result<(), Error> {
    let entry = Entry::new(Action::SupportAllowed).by(actor.id());
    let allowed = try_allow(app, visit, actor, form, &entry).await;
    refusal::remember(app, visit, actor, entry, allowed).await
}

async fn try_allow(app: &App, visit: &Visit, actor: &Actor, form: Form, entry: &Entry) -> Result<(), Error> {
    let actor = actor.granted(NEEDED.area, NEEDED.level)?;
    if support::is_own(&mut app.db.read().await?.conn(), actor.account()).await? {
        return Err(Error::NotFound);
    }
    let now = app.clock.now();
    let mut errors = FieldErrors::default();
    let level = form.level.parse().ok().filter(|level| LEVELS.contains(level));
    let level = errors.take("level", level.ok_or(Problem::Choose));
    let ends_at = errors.take("ends_on", last_instant(app, &form.ends_on, now));
    if form.password.expose().is_empty() {
        errors.add("password", PasswordProblem::Empty);
    }
    let (Some(level), Some(ends_at), true) = (level, ends_at, errors.is_empty()) else { return Err(errors.into()) };
    if !present_password::is_right(app, &actor, form.password).await? {
        commit(app, visit, &actor, app.db.begin().await?, vec![entry.clone().refused()], now).await?;
        return Err(FieldErrors::one("password", Problem::NotThePassword).into());
    }

    let (mut tx, actor, granter) = locked(app, &actor, now).await?;
    if !granter.holds(&rights(level)) {
        return Err(Refusal::BeyondOwnRights.into());
    }
    present_password::confirm(&mut tx, &actor).await?;
    end_run_out(app, &mut tx, actor.account(), now).await?;
    let mut entries = end_present(&mut tx, &actor, now).await?.unwrap_or_default();
    let id = SupportAccessId(app.random.id(now));
    let new = NewAccess { id, account: actor.account(), level, granted_by: actor.id(), ends_at };
    support::insert(&mut tx.conn(), &new, now).await?;
    let facts = json!({ "level": level.as_str(), "until": day(ends_at, &app.zone) });
    entries.push(entry.clone().with(facts));
    commit(app, visit, &actor, tx, entries, now).await?;
    tracing::info!(support.id = %id, "support.allow");
    Ok(())
}

/// A transaction that holds the account, of somebody who still may switch it on and off.
async fn locked<'a>(app: &App, actor: &'a Actor, now: Timestamp) -> Result<(Tx, Granted<'a>, Granter), Error> {
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), actor.account()).await?;
    let (actor, granter) = granter_now(&mut tx.conn(), actor, NEEDED, now).await?;
    Ok((tx, actor, granter))
}

/// Ends what is on: who is in leaves by it. Nothing where nothing was on.
async fn end_present(tx: &mut Tx, actor: &Actor, now: Timestamp) -> Result<Option<Vec<Entry>>, Error> {
    match support::end(&mut tx.conn(), actor.account(), now).await? {
        Some(id) => Ok(Some(left(&mut tx.conn(), id).await?)),
        None => Ok(None),
    }
}

/// Takes note, in an account that the transaction holds, that what was on has run out: by itself, and who was in has left.
/// Whether anything had.
///
/// # Errors
/// The database's.
pub(in crate::server) async fn end_run_out(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> store::Result<bool> {
    let Some((id, ends_at)) = support::end_run_out(&mut tx.conn(), account, now).await? else { return Ok(false) };
    let mut entries = vec![Entry::new(Action::SupportEnded).with(json!({ "until": day(ends_at, &app.zone) }))];
    entries.extend(left(&mut tx.conn(), id).await?);
    tx.note(&Setting { account, at: now, address: "", random: &app.random }, &entries).await?;
    Ok(true)
}

/// That who was in has left.
async fn left(conn: &mut Conn<'_>, id: SupportAccessId) -> store::Result<Vec<Entry>> {
    let agents = support::entered(conn, id).await?;
    Ok(agents.into_iter().map(|agent| Entry::new(Action::SupportLeft).by(agent)).collect())
}

/// The end of the last day, which lies within [`LONGEST`].
fn last_instant(app: &App, text: &str, now: Timestamp) -> Result<Timestamp, Problem> {
    let at = parse_day(text, &app.zone, now)?.ok_or(Problem::Text(TextProblem::Empty))?;
    // The day itself counts whole.
    let latest = now + LONGEST + crate::domain::time::DAY;
    if at > latest { Err(Problem::DayTooFar { days: 30 }) } else { Ok(at) }
}

/// Switches it off: whoever is in is out at the next request. Where it is off already, nothing happens.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in settings, in the history.
pub async fn end(app: &App, visit: &Visit, actor: &Actor) -> Result<(), Error> {
    let entry = Entry::new(Action::SupportEnded).by(actor.id());
    let ended = try_end(app, visit, actor, &entry).await;
    refusal::remember(app, visit, actor, entry, ended).await
}

async fn try_end(app: &App, visit: &Visit, actor: &Actor, entry: &Entry) -> Result<(), Error> {
    let actor = actor.granted(NEEDED.area, NEEDED.level)?;
    let now = app.clock.now();
    let (mut tx, actor, _) = locked(app, &actor, now).await?;
    if let Some(mut entries) = end_present(&mut tx, &actor, now).await? {
        entries.insert(0, entry.clone());
        commit(app, visit, &actor, tx, entries, now).await?;
        tracing::info!("support.end");
    }
    Ok(())
}

async fn commit(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    mut tx: Tx,
    entries: Vec<Entry>,
    at: Timestamp,
) -> Result<(), Error> {
    let (account, address) = (actor.account(), visit.address_text());
    // Open pages of agents close with the access.
    users::notify_changed(&mut tx.conn(), account).await?;
    tx.commit(&Setting { account, at, address: &address, random: &app.random }, &entries).await?;
    app.users_changed(account);
    Ok(())
}
