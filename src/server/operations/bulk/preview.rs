use super::{
    order::{Form, Order},
    target::{Choice, Target},
};
use crate::{
    domain::{
        access::{Area, Granter},
        form::FieldErrors,
        id::JobId,
        time::{DAY, Timestamp},
        user::UserState,
        verb::{Refusal, Verb},
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, daily, manager, users::MOST_RESETS_A_DAY},
        store::{
            Reader, accounts,
            users::{self, About, Group},
        },
    },
};
use std::collections::BTreeMap;

/// How many passwords are reset without being asked once more.
const MOST_RESETS: u64 = 50;

/// People who are looked at one by one, to name those who are left out.
const LOOKED_AT: u32 = 500;

/// How many it wouldn't be done with, and why.
pub struct LeftOut {
    pub refusal: Refusal,
    pub count: u64,
    /// Of those who were looked at, by name; nobody's where it isn't known beforehand who it will be.
    pub names: Vec<String>,
}

/// What would happen to how many, as things stand now.
pub struct Preview {
    pub verb: Verb,
    /// How many are selected.
    pub count: u64,
    /// How many it would be done with.
    pub fit: u64,
    pub left_out: Vec<LeftOut>,
    /// How many mails would go out, where each person gets one.
    pub mails: Option<u64>,
    /// Active people would be deleted, or many passwords be reset: the number is to be typed.
    pub confirm: bool,
    /// Where something is to be chosen. As long as it isn't, whom it concerns isn't known.
    pub choice: Option<Choice>,
    /// A new idempotency key.
    pub key: JobId,
}

impl Preview {
    /// What was chosen, where something was to be.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.choice.as_ref()?.target.as_ref().ok()
    }

    /// What is wrong with what is chosen, where something is to be.
    #[must_use]
    pub fn problems(&self) -> Option<&FieldErrors> {
        self.choice.as_ref()?.target.as_ref().err()
    }
}

/// Says beforehand what a form would do. What changes meanwhile is judged again, user by user.
///
/// # Errors
/// [`Error::NotAllowed`] below the verb's level in users, and for services below Editor there; [`Error::Fields`] where the
/// verb isn't one for many, or where more are named than a page holds.
pub async fn preview(app: &App, actor: &Actor, form: &Form) -> Result<Preview, Error> {
    let order = Order::parse(app, form, actor)?;
    let mut preview = of_order(app, actor, form, &order).await?;
    if !preview.left_out.is_empty() && preview.problems().is_none() {
        name_left_out(app, actor, &order, &mut preview).await?;
    }
    Ok(preview)
}

/// Names those who are left out, as far as they are among the first.
async fn name_left_out(app: &App, actor: &Actor, order: &Order, preview: &mut Preview) -> Result<(), Error> {
    let now = app.clock.now();
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let granter = manager::granter(conn, actor, actor.rights().clone()).await?;
    let target = preview.choice.as_ref().and_then(|choice| choice.target.as_ref().ok());
    let about = about(order.verb, target, now);
    let first = users::selected(conn, &order.selection, actor.id(), about, now, LOOKED_AT).await?;
    for (name, person) in first {
        // Oneself is said already.
        let why = refusal(order.verb, target, &person, &granter).filter(|why| *why != Refusal::Own);
        if let Some(left) = preview.left_out.iter_mut().find(|left| Some(left.refusal) == why) {
            left.names.push(name);
        }
    }
    Ok(())
}

/// # Errors
/// The database's.
pub(super) async fn of_order(app: &App, actor: &Actor, form: &Form, order: &Order) -> Result<Preview, Error> {
    let granted = actor.granted_somewhere(Area::Users, order.verb.level())?;
    let now = app.clock.now();
    let mut reader = app.db.read().await?;
    let conn = &mut reader.conn();
    let granter = manager::granter(conn, actor, actor.rights().clone()).await?;
    let choice = Choice::read(conn, actor.account(), (&granter, granted.scope()), order.verb, form).await?;
    let target = choice.as_ref().and_then(|choice| choice.target.as_ref().ok());
    let groups = users::group(conn, &order.selection, actor.id(), about(order.verb, target, now), now).await?;
    let mut judged = judge(&groups, |group| refusal(order.verb, target, group, &granter));
    keep_an_administrator(&mut reader, actor, order.verb, target, &mut judged).await?;
    leave_out_what_is_full(app, &mut reader, actor, order.verb, &mut judged, now).await?;
    Ok(Preview {
        verb: order.verb,
        count: groups.iter().map(|group| group.count).sum(),
        fit: judged.fit,
        left_out: left_out(judged.left_out),
        mails: matches!(order.verb, Verb::Resend | Verb::Activate | Verb::ResetPassword).then_some(judged.fit),
        confirm: match order.verb {
            Verb::Delete => judged.active > 0,
            Verb::ResetPassword => judged.fit > MOST_RESETS,
            _ => false,
        },
        choice,
        key: JobId(app.random.id(now)),
    })
}

fn left_out(counts: BTreeMap<Refusal, u64>) -> Vec<LeftOut> {
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    counts.map(|(refusal, count)| LeftOut { refusal, count, names: Vec::new() }).collect()
}

/// What a verb asks of each, beside state and role.
fn about(verb: Verb, target: Option<&Target>, now: Timestamp) -> About {
    match (verb, target) {
        (_, Some(Target::Service(service))) => About::Service(service.id),
        (_, Some(Target::Place(department, _))) => About::Department(department.id),
        (Verb::Activate, _) => About::Password,
        (Verb::ResetPassword, _) => About::Resets { count: MOST_RESETS_A_DAY, since: now - DAY },
        _ => About::Nothing,
    }
}

struct Judged {
    fit: u64,
    /// Of whom active.
    active: u64,
    /// Of whom active administrators without an end date.
    administrators: u64,
    /// Of whom without what was asked about.
    without: u64,
    left_out: BTreeMap<Refusal, u64>,
}

impl Judged {
    fn leave_out(&mut self, refusal: Refusal, count: u64) {
        self.fit = self.fit.saturating_sub(count);
        *self.left_out.entry(refusal).or_default() += count;
    }
}

fn judge(groups: &[Group], refusal: impl Fn(&Group) -> Option<Refusal>) -> Judged {
    let mut judged = Judged { fit: 0, active: 0, administrators: 0, without: 0, left_out: BTreeMap::new() };
    for group in groups {
        if let Some(refusal) = refusal(group) {
            *judged.left_out.entry(refusal).or_default() += group.count;
            continue;
        }
        judged.fit += group.count;
        if group.state == UserState::Active {
            judged.active += group.count;
            if group.role.is_administrator() && group.lasting {
                judged.administrators += group.count;
            }
        }
        if !group.holds {
            judged.without += group.count;
        }
    }
    judged
}

/// Where all active administrators without an end date would be none any more, one stays.
async fn keep_an_administrator(
    reader: &mut Reader,
    actor: &Actor,
    verb: Verb,
    target: Option<&Target>,
    judged: &mut Judged,
) -> Result<(), Error> {
    let takes = match (verb, target) {
        (Verb::Deactivate | Verb::Delete, _) => true,
        (_, Some(Target::Role(role))) => !role.is_administrator(),
        _ => false,
    };
    if takes && judged.administrators > 0 {
        let lasting = users::lasting_administrators(&mut reader.conn(), actor.account()).await?;
        if u64::try_from(lasting).is_ok_and(|lasting| judged.administrators >= lasting) {
            judged.leave_out(Refusal::LastAdministrator, 1);
        }
    }
    Ok(())
}

/// Who finds no free seat, or no invitation left for today.
async fn leave_out_what_is_full(
    app: &App,
    reader: &mut Reader,
    actor: &Actor,
    verb: Verb,
    judged: &mut Judged,
    now: Timestamp,
) -> Result<(), Error> {
    let account = actor.account();
    let invited = match verb {
        Verb::Resend => judged.fit,
        // Who has a password is in again, and isn't invited.
        Verb::Activate => judged.without,
        _ => 0,
    };
    if invited > 0
        && let Some(left) = daily::left(app, &mut reader.conn(), account, now).await?
    {
        judged.leave_out(Refusal::DailyLimit, invited.saturating_sub(left));
    }
    // Who isn't invited takes no seat.
    if verb == Verb::Activate
        && let Some(free) = accounts::free_seats(&mut reader.conn(), account).await?
    {
        judged.leave_out(Refusal::NoSeat, judged.fit.saturating_sub(free));
    }
    Ok(())
}

/// Why it wouldn't be done with any of these.
fn refusal(verb: Verb, target: Option<&Target>, group: &Group, granter: &Granter) -> Option<Refusal> {
    if group.is_own {
        return Some(Refusal::Own);
    }
    if !verb.fits(group.state) {
        return Some(Refusal::State(group.state));
    }
    if !granter.gives(&group.role) {
        return Some(Refusal::BeyondOwnRights);
    }
    match target {
        Some(Target::Role(role)) => (role.id == group.role.id).then_some(Refusal::Unchanged),
        Some(Target::Place(_, role)) if group.place == Some(*role) => Some(Refusal::Unchanged),
        // Taking a place away is as much as giving it.
        Some(Target::Place(department, _)) => {
            group.place.filter(|place| !granter.places(department.id, *place)).map(|_| Refusal::BeyondOwnRights)
        }
        Some(Target::Service(_)) => (group.holds == (verb == Verb::AssignService)).then_some(Refusal::Unchanged),
        None => (verb == Verb::ResetPassword && group.holds).then_some(Refusal::MailedEnough),
    }
}
