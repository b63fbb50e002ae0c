//! What becomes of invitations, how long people take to join, and who signs in: by week, by role and by department.

use super::{Error, calendar};
use crate::{
    domain::{
        access::{Area, Level, Role},
        analytics::{AnalyticsQuery, By},
        time::Timestamp,
    },
    server::{
        app::App,
        context::Actor,
        store::{
            analytics::{self, Among, Joining, Parts, Sent, SignIns},
            departments::{self, Department},
            roles,
        },
    },
};
use std::{cmp::Reverse, time::Duration};
use uuid::Uuid;

pub use crate::server::store::analytics::Part;

/// One week's figures.
#[derive(Clone, Copy, Debug)]
pub struct Week {
    pub begins: Timestamp,
    pub invitations: Sent,
    /// What one half of those who joined took at most; nothing where nobody did.
    pub joining: Option<Duration>,
    pub sign_ins: SignIns,
}

pub struct Analytics {
    /// What is shown: without a department or a role that the account doesn't have.
    pub query: AnalyticsQuery,
    /// The oldest first; the last one isn't over.
    pub weeks: Vec<Week>,
    pub joining: Joining,
    /// Of each role of which there are figures, those of most invitations first; nothing where one is chosen.
    pub by_role: Vec<(Role, Part)>,
    /// Of each department, likewise; nothing for who is in none. Who is in two counts in both.
    pub by_department: Vec<(Option<Department>, Part)>,
    /// To choose from.
    pub departments: Vec<Department>,
    pub roles: Vec<Role>,
    /// The reader can do something about there being nothing to see.
    pub invites: bool,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in analytics, in the whole account.
pub async fn analytics(app: &App, actor: &Actor, query: AnalyticsQuery) -> Result<Analytics, Error> {
    let actor = actor.granted(Area::Analytics, Level::Guest)?;
    let account = actor.account();
    let mut reader = app.db.read().await?;
    let departments = departments::list(&mut reader.conn(), account).await?;
    let roles = roles::list(&mut reader.conn(), account).await?;
    let query = AnalyticsQuery {
        department: query.department.filter(|id| departments.iter().any(|department| department.id == *id)),
        role: query.role.filter(|id| roles.iter().any(|role| role.id == *id)),
        ..query
    };
    let among = Among { account, department: query.department, role: query.role };
    let now = app.clock.now();
    let starts = calendar::weeks(now, query.weeks.count(), &app.zone);
    drop(reader);
    let span = (starts.first().copied().unwrap_or(now), starts.last().copied().unwrap_or(now));
    // Of a million people it takes seconds: two read beside each other, and leave readers for others.
    let by_week = Box::pin(async {
        let mut reader = app.db.read().await?;
        let conn = &mut reader.conn();
        let sent = analytics::invitations(conn, &among, &starts, now).await?;
        let medians = analytics::medians(conn, &among, &starts).await?;
        let sign_ins = analytics::sign_ins(conn, &among, &starts).await?;
        let joining = analytics::joining(conn, &among, span.0, span.1).await?;
        Ok::<_, Error>((sent, medians, sign_ins, joining))
    });
    let by_part = Box::pin(async {
        let mut reader = app.db.read().await?;
        let (mut by_role, mut by_department) = (Parts::new(), Parts::new());
        if query.role.is_none() {
            by_role = analytics::parts(&mut reader.conn(), &among, By::Role, span, now).await?;
        }
        if query.department.is_none() && !departments.is_empty() {
            by_department = analytics::parts(&mut reader.conn(), &among, By::Department, span, now).await?;
        }
        Ok((by_role, by_department))
    });
    let ((sent, medians, sign_ins, joining), (by_role, by_department)) = tokio::try_join!(by_week, by_part)?;
    let by_role = named(by_role, roles.iter().map(|role| (Some(role.id.0), role.clone())));
    let in_one = departments.iter().map(|department| (Some(department.id.0), Some(department.clone())));
    let by_department = named(by_department, in_one.chain([(None, None)]));
    let weeks = starts.into_iter().zip(sent).zip(medians).zip(sign_ins);
    let weeks = weeks
        .map(|(((begins, invitations), joining), sign_ins)| Week { begins, invitations, joining, sign_ins })
        .collect();
    let invites = actor.may(Area::Users, Level::Approver);
    Ok(Analytics { query, weeks, joining, by_role, by_department, departments, roles, invites })
}

/// Each that has figures, with them: those of most invitations first.
fn named<T>(mut parts: Parts, all: impl Iterator<Item = (Option<Uuid>, T)>) -> Vec<(T, Part)> {
    let mut named: Vec<(T, Part)> = all.filter_map(|(id, it)| Some((it, parts.remove(&id)?))).collect();
    named.sort_by_key(|(_, part)| Reverse((part.invitations.sent, part.sign_ins.done)));
    named
}

impl Analytics {
    /// All that was sent in these weeks.
    #[must_use]
    pub fn total(&self) -> Sent {
        self.weeks.iter().map(|week| week.invitations).sum()
    }
}
