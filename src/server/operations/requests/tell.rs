//! The mails: few, however much is asked.

use crate::{
    domain::{
        access::{Area, Areas, Granter, Level, NamedArea},
        answer::Finding,
        id::{AccountId, MessageId, RequestId, UserId},
        language::Language,
        message::MessageKind,
        time::Timestamp,
    },
    server::{
        app::App,
        context::Actor,
        operations::{manager::catalogue, who_can::wanted_everywhere},
        store::{
            Conn, Result,
            holders::Wanted,
            messages::{self, NewMessage, Subject},
            requests, rights, roles,
            users::Person,
        },
    },
};
use serde_json::{Value, json};
use std::time::Duration;

/// People who are written to about one request.
const MOST: usize = 10;
/// People who are looked at for that.
const LOOKS: i64 = 1_000;
/// How long after one such mail the next one leaves: the page it leads to has all that came meanwhile.
const QUIET: Duration = Duration::from_hours(1);

/// What is asked for, as the mails have it.
pub(super) fn wish(named: &NamedArea, level: Level) -> Value {
    let name = named.name.as_ref();
    json!({
        "area": named.area.to_string(),
        "service": name.map(|name| &name.service),
        "name": name.map(|name| &name.area),
        "level": level.as_str(),
    })
}

/// Tells those who can give it, at their notification address: they have users to answer for, as much there, and all
/// that the person has.
pub(super) async fn givers(
    app: &App,
    conn: &mut Conn<'_>,
    actor: &Actor,
    areas: &Areas,
    (id, named, level): (RequestId, &NamedArea, Level),
    facts: &Value,
    now: Timestamp,
) -> Result<()> {
    let account = actor.account();
    // A mail that waits since less was asked for says what is wanted now.
    messages::restate_request(conn, actor.id(), id, facts).await?;
    let known = roles::list(conn, account).await?;
    let answering = areas.find(Area::Users).map(|users| (users, Level::Approver));
    // Who isn't in the service has to be let into it as well.
    let is_out = named.service.is_some_and(|service| !actor.rights().has(service));
    let letting = areas.find(Area::Services).filter(|_| is_out).map(|services| (services, Level::Editor));
    let wanted: Vec<Wanted> = answering
        .into_iter()
        .chain(letting)
        .chain([(named, level)])
        .map(|(named, level)| wanted_everywhere(account, &known, named, level, now))
        .collect();
    let mut givers = requests::givers(conn, account, &wanted, id, now, LOOKS).await?;
    let found: Vec<UserId> = givers.iter().map(|giver| giver.id).collect();
    let rights = rights::of_users(conn, &found, now).await?;
    let catalogue = catalogue(conn, account).await?;
    givers.retain(|giver| {
        let granter = rights.get(&giver.id).map(|own| Granter::new(own.clone(), catalogue.clone()));
        granter.is_some_and(|granter| granter.answers(actor.rights(), named.area, named.service, level))
    });
    for giver in givers.into_iter().take(MOST) {
        let id = MessageId(app.random.id(now));
        let message =
            NewMessage { id, user: giver.id, subject: Subject::About(actor.id(), facts), address: &giver.email };
        let language = Language::from_code(&giver.language).unwrap_or_default();
        messages::insert(conn, actor.account(), MessageKind::AccessRequest, language, &[message], now).await?;
        if let Some(next) = giver.mailed_at.map(|last| last + QUIET).filter(|next| *next > now) {
            messages::postpone(conn, id, next).await?;
        }
    }
    Ok(())
}

/// Tells who asked what became of it.
pub(super) async fn asker(
    app: &App,
    conn: &mut Conn<'_>,
    person: &Person,
    facts: &Value,
    now: Timestamp,
) -> Result<()> {
    let message = NewMessage {
        id: MessageId(app.random.id(now)),
        user: person.id,
        subject: Subject::Notice(facts),
        address: person.notices_to(),
    };
    messages::insert(conn, person.account, MessageKind::AccessAnswer, person.language, &[message], now).await?;
    Ok(())
}

/// Where nothing waits for an answer any more, neither do the mails that would say so.
pub(super) async fn nothing_left(conn: &mut Conn<'_>, account: AccountId, why: Finding) -> Result<()> {
    if requests::is_any_open(conn, account).await? {
        return Ok(());
    }
    messages::withdraw_requests(conn, account, why).await
}
