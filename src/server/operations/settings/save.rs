use crate::{
    domain::{
        access::{Area, Level, Needed},
        history::{Action, Entry},
        settings::{Form, Settings},
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, manager::granter_now, refusal},
        store::{
            Setting, accounts,
            settings::{self, Kept},
            users,
        },
    },
};
use serde_json::{Value, json};

/// # Errors
/// [`Error::NotAllowed`] below Guest in settings, in the whole account.
pub async fn open(app: &App, actor: &Actor) -> Result<Kept, Error> {
    let actor = actor.granted(Area::Settings, Level::Guest)?;
    Ok(settings::find(&mut app.db.read().await?.conn(), actor.account()).await?)
}

/// Saves what was typed. Links that are out keep their deadlines; sessions and passwords are judged by it from the next
/// request on. Whether anything changed.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in settings, in the history; [`Error::Fields`] by field; [`Error::Conflict`]
/// where somebody else has saved since the form was shown.
pub async fn save(app: &App, visit: &Visit, actor: &Actor, form: &Form) -> Result<bool, Error> {
    let saved = try_save(app, visit, actor, form).await;
    let entry = Entry::new(Action::SettingsChanged).by(actor.id());
    let changed = refusal::remember(app, visit, actor, entry, saved).await?;
    app.users_changed(actor.account());
    tracing::info!(changed, "settings.save");
    Ok(changed)
}

async fn try_save(app: &App, visit: &Visit, actor: &Actor, form: &Form) -> Result<bool, Error> {
    let needed = Needed { area: Area::Settings, level: Level::Approver };
    let (now, account) = (app.clock.now(), actor.account());
    let mut tx = app.db.begin().await?;
    accounts::lock(&mut tx.conn(), account).await?;
    let (actor, _) = granter_now(&mut tx.conn(), actor, needed, now).await?;
    let kept = settings::find(&mut tx.conn(), account).await?;
    let parsed = form.parse(kept.seat_limit)?;
    if parsed == kept.settings {
        return Ok(false);
    }
    if form.version.parse() != Ok(kept.version) {
        return Err(Error::Conflict);
    }
    settings::update(&mut tx.conn(), account, &parsed).await?;
    users::notify_changed(&mut tx.conn(), account).await?;
    let (before, after) = difference(&kept.settings, &parsed);
    let entry = Entry::new(Action::SettingsChanged).by(actor.id());
    let entry = entry.with(json!({ "before": before, "after": after }));
    let address = visit.address_text();
    tx.commit(&Setting { account, at: now, address: &address, random: &app.random }, &[entry]).await?;
    Ok(true)
}

/// What changed, for the history: nothing of it is personal.
fn difference(before: &Settings, after: &Settings) -> (Value, Value) {
    let (before, after) = (facts(before), facts(after));
    let changed: Vec<usize> = (0..before.len()).filter(|at| before[*at] != after[*at]).collect();
    let of = |facts: &[String]| Value::from(changed.iter().map(|at| facts[*at].clone()).collect::<Vec<_>>());
    (of(&before), of(&after))
}

/// Each setting as a text, in one order.
fn facts(settings: &Settings) -> Vec<String> {
    let Form {
        account_name,
        language,
        invitation_days,
        reset_hours,
        session_idle_hours,
        session_days,
        password_length,
        strict_passwords,
        domains,
        seats,
        version: _,
    } = Form::of(settings, 0);
    let named = [
        ("name", account_name),
        ("language", language),
        ("invitation_days", invitation_days),
        ("reset_hours", reset_hours),
        ("session_idle_hours", session_idle_hours),
        ("session_days", session_days),
        ("password_length", password_length),
        ("strict_passwords", strict_passwords),
        ("domains", domains.replace('\n', " ")),
        ("seats", seats),
    ];
    named.map(|(name, value)| format!("{name}={value}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_holds_what_changed_and_nothing_else() {
        let form = Form { account_name: "Rivoli".into(), language: "fr".into(), seats: "10".into(), ..Form::default() };
        let before = form.parse(None).unwrap();
        let after = Form { seats: "20".into(), domains: "a.fr b.fr".into(), ..form }.parse(None).unwrap();
        assert_eq!(
            difference(&before, &after),
            (json!(["domains=", "seats=10"]), json!(["domains=a.fr b.fr", "seats=20"]))
        );
    }
}
