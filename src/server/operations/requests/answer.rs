use super::tell;
use crate::{
    domain::{
        access::{Area, Gift, Level, NamedArea, Needed, Scope},
        answer::Finding,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::RequestId,
        request::RequestState,
        text::RequestText,
        time::Timestamp,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, Manager, manager::Subject, refusal, users::access_end::parse_day},
        store::{
            Conn, Setting, accounts,
            exceptions::{self, Exception},
            requests::{self, Request},
            rights, services, users,
        },
    },
};
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

/// As sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// `give` or `deny`.
    pub answer: String,
    /// The last day of what is given; empty: for good.
    pub ends_on: String,
    /// A word to the person, if any.
    pub words: String,
    /// The level that was shown: where more is asked for meanwhile, that is another question.
    pub level: Option<String>,
}

const MOMENT: Duration = Duration::from_micros(1);
/// Later than any day that something is given until.
const FOR_GOOD: Timestamp = Timestamp::from_micros(253_402_300_799_000_000);

/// Gives what is asked for, for good or until a day, or refuses it; the person is told.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users in the whole account, and [`Error::Refused`] where it would give more
/// than the actor holds, both in the history; also where it would take away what the person has more of in places; [`Error::NotFound`] for none of the account, and for one that was answered; [`Error::Fields`] under `ends_on`
/// and `words`, and under `level` where another is asked for now.
pub async fn answer(app: &App, visit: &Visit, actor: &Actor, id: RequestId, form: &Answer) -> Result<(), Error> {
    let action = if form.answer == "give" { Action::AccessGiven } else { Action::AccessDenied };
    let answered = try_answer(app, visit, actor, id, form).await;
    refusal::remember(app, visit, actor, Entry::new(action).by(actor.id()), answered).await?;
    app.users_changed(actor.account());
    app.outbox.wake();
    tracing::info!(request.id = %id, answer = action.as_str(), "request.answer");
    Ok(())
}

async fn try_answer(app: &App, visit: &Visit, actor: &Actor, id: RequestId, form: &Answer) -> Result<(), Error> {
    let actor = actor.granted(Area::Users, Level::Approver)?;
    let now = app.clock.now();
    let mut errors = FieldErrors::default();
    let words = errors.take("words", RequestText::parse(&form.words));
    let gives = match form.answer.as_str() {
        "give" => errors.take("ends_on", parse_day(&form.ends_on, &app.zone, now)).map(Some),
        "deny" => Some(None),
        _ => return Err(FieldErrors::one("form", Problem::Changed).into()),
    };
    let (Some(words), Some(gives)) = (words, gives) else { return Err(errors.into()) };

    let account = actor.account();
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), account).await?;
    let manager = Manager::now(&mut tx.conn(), &actor, Level::Approver, now).await?;
    let found = requests::find(&mut tx.conn(), account, id).await?;
    let request = found.filter(|request| request.state == RequestState::Open).ok_or(Error::NotFound)?;
    if form.level.as_ref().is_some_and(|shown| shown != request.level.as_str()) {
        return Err(FieldErrors::one("level", Problem::Changed).into());
    }
    let subject = manager.find(&mut tx.conn(), request.user, now).await?.ok_or(Error::NotFound)?;
    if subject.person.id == actor.id() {
        return Err(Refusal::Own.into());
    }
    let named = check(&mut tx.conn(), &manager, &subject, &request).await?;
    let state = match gives {
        Some(ends_at) => {
            give(&mut tx.conn(), &manager, &subject, &request, &named, ends_at, now).await?;
            RequestState::Given
        }
        None => RequestState::Denied,
    };
    // Withdrawn at this moment: nothing is given then.
    if !requests::end(&mut tx.conn(), id, state, words.as_str(), now).await? {
        return Err(Error::NotFound);
    }
    tell::nothing_left(&mut tx.conn(), account, Finding::Answered).await?;
    let ends_at = gives.flatten();
    let mut facts = tell::wish(&named, request.level);
    facts["state"] = state.as_str().into();
    facts["ends_at"] = ends_at.map(Timestamp::as_micros).into();
    facts["words"] = words.as_str().into();
    tell::asker(app, &mut tx.conn(), &subject.person, &facts, now).await?;
    users::notify_changed(&mut tx.conn(), account).await?;
    let action = if gives.is_some() { Action::AccessGiven } else { Action::AccessDenied };
    let particulars = json!({ "area": request.area.to_string(), "level": request.level.as_str() });
    let entry = Entry::new(action).by(actor.id()).on(request.user).with(particulars);
    let address = visit.address_text();
    Ok(tx.commit(&Setting { account, at: now, address: &address, random: &app.random }, &[entry]).await?)
}

/// Nobody gives, or withholds, what they don't hold themselves.
async fn check(
    conn: &mut Conn<'_>,
    manager: &Manager<'_>,
    subject: &Subject,
    request: &Request,
) -> Result<NamedArea, Error> {
    if *manager.scope() != Scope::Everywhere {
        return Err(Error::NotAllowed(Some(Needed { area: Area::Users, level: Level::Approver })));
    }
    let areas = rights::areas(conn, manager.account()).await?;
    let named = areas.find(request.area).ok_or(Error::NotFound)?;
    let answers = manager.granter().answers(&subject.rights, named.area, named.service, request.level);
    if answers { Ok(named.clone()) } else { Err(Refusal::BeyondOwnRights.into()) }
}

/// Writes what is missing for it: the service, an exception, both, or nothing where somebody has got it meanwhile.
async fn give(
    conn: &mut Conn<'_>,
    manager: &Manager<'_>,
    subject: &Subject,
    request: &Request,
    named: &NamedArea,
    ends_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Error> {
    let (account, granter) = (manager.account(), manager.granter());
    // It has to be there now, and as long as it is given for: what there is may end before.
    let last = ends_at.map_or(FOR_GOOD, |end| end - MOMENT);
    let by_then = rights::holdings(conn, request.user, last).await?.with(subject.person.role.clone());
    let gifts = [&subject.rights, &by_then].map(|rights| rights.gift(named.area, named.service, request.level));
    let [Some(first), Some(later)] = gifts else { return Err(Refusal::WouldLower.into()) };
    let gift = Gift { service: first.service.or(later.service), exception: first.exception.or(later.exception) };
    if gift == Gift::default() {
        return Ok(());
    }
    let held = exceptions::of_user(conn, request.user).await?;
    let present = exceptions::current(&held, named.area, now).and_then(|exception| exception.ends_at);
    if let (Some(_), Some(end), Some(present)) = (gift.exception, ends_at, present)
        && end < present
    {
        return Err(FieldErrors::one("ends_on", Problem::DayBeforeException).into());
    }
    manager.check(subject, Verb::Edit)?;
    if !granter.holds(&gift.added_to(&subject.rights)) {
        return Err(Refusal::BeyondOwnRights.into());
    }
    if let Some(service) = gift.service {
        manager.assigns_services()?;
        if !granter.has(service) {
            return Err(Refusal::BeyondOwnRights.into());
        }
        services::assign(conn, account, request.user, &[service], ends_at).await?;
    }
    if let Some((area, level)) = gift.exception {
        let exception = Exception { area, level, ends_at, set_by: Some(manager.id()), set_at: now };
        exceptions::set(conn, account, request.user, &exception).await?;
    }
    Ok(())
}
