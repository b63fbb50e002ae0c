//! What becomes of invitations, how long people take to join, and who signs in: by week.

use super::{Error, calendar};
use crate::{
    domain::{
        access::{Area, Level, Role},
        analytics::AnalyticsQuery,
        time::Timestamp,
    },
    server::{
        app::App,
        context::Actor,
        store::{
            analytics::{self, Among, Joining, Sent, SignIns},
            departments::{self, Department},
            roles,
        },
    },
};
use std::time::Duration;

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
    /// To choose from.
    pub departments: Vec<Department>,
    pub roles: Vec<Role>,
    /// The reader can do something about there being nothing to see.
    pub invites: bool,
}

/// # Errors
/// [`Error::NotAllowed`] below Guest in analytics, in the whole account.
pub async fn analytics(app: &App, actor: &Actor, query: AnalyticsQuery) -> Result<Analytics, Error> {
    actor.granted(Area::Analytics, Level::Guest)?;
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
    let sent = analytics::invitations(&mut reader.conn(), &among, &starts, now).await?;
    let medians = analytics::medians(&mut reader.conn(), &among, &starts).await?;
    let sign_ins = analytics::sign_ins(&mut reader.conn(), &among, &starts).await?;
    let joining = match starts[..] {
        [since, .., before] => analytics::joining(&mut reader.conn(), &among, since, before).await?,
        _ => Joining::default(),
    };
    let weeks = starts.into_iter().zip(sent).zip(medians).zip(sign_ins);
    let weeks = weeks
        .map(|(((begins, invitations), joining), sign_ins)| Week { begins, invitations, joining, sign_ins })
        .collect();
    Ok(Analytics { query, weeks, joining, departments, roles, invites: actor.may(Area::Users, Level::Approver) })
}

impl Analytics {
    /// All that was sent in these weeks.
    #[must_use]
    pub fn total(&self) -> Sent {
        self.weeks.iter().map(|week| week.invitations).sum()
    }
}
