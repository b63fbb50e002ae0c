//! The trial: what each line would become, without writing anything.

use super::{
    plan::Plan,
    reading::Reading,
    sort::{AT_ONCE, Names, Refused, Seen, Sorted, sort},
    text::decode,
    upload::may_import,
};
use crate::{
    domain::{
        history::{Action, Entry},
        import::LineProblem,
        invitation::Outcome,
    },
    server::{
        app::App,
        context::{Actor, Visit},
        operations::{Error, foreign, refusal, room::Room},
        store::imports,
    },
};
use std::collections::BTreeMap;

/// Problems that the page shows; the file of the report has them all.
pub const SHOWN: usize = 100;

/// What an import would do.
#[derive(Default)]
pub struct Report {
    pub lines: u64,
    pub new: u64,
    /// How many lines have a problem, by its kind.
    pub counts: BTreeMap<&'static str, u64>,
    /// The first of them.
    pub problems: Vec<(u64, String, LineProblem)>,
}

/// A trial as it goes through the file.
pub struct Trial {
    app: App,
    visit: Visit,
    actor: Actor,
    plan: Plan,
    reading: Reading,
    seen: Seen,
    room: Room,
    /// Lines of people out of reach so far.
    foreign: u64,
}

/// Begins a trial.
///
/// # Errors
/// [`Error::NotAllowed`] below Approver in users, and [`Error::Fields`] where what everybody gets isn't there, or lies
/// beyond the importer's rights: what was more than the importer may is in the history. [`Error::NotFound`] for anybody
/// else's file.
pub async fn trial(app: &App, visit: &Visit, actor: &Actor, plan: Plan) -> Result<Trial, Error> {
    let tried = Entry::new(Action::JobStarted).by(actor.id());
    refusal::remember(app, visit, actor, tried, begin(app, visit, actor, plan).await).await
}

async fn begin(app: &App, visit: &Visit, actor: &Actor, plan: Plan) -> Result<Trial, Error> {
    let actor = &*may_import(actor)?;
    let mut reader = app.db.read().await?;
    let import = imports::find(&mut reader.conn(), plan.import, actor.id()).await?.ok_or(Error::NotFound)?;
    let room = Room::read(app, &mut reader.conn(), actor.account(), app.clock.now()).await?;
    Names::read(&mut reader.conn(), actor, &plan).await?.chosen()?;
    let reading = Reading::new(decode(&import.content, plan.encoding), plan.separator, plan.has_header);
    Ok(Trial {
        app: app.clone(),
        visit: visit.clone(),
        actor: actor.clone(),
        plan,
        reading,
        seen: Seen::new(),
        room,
        foreign: 0,
    })
}

impl Trial {
    /// What the next lines would become; nothing at the end. Each in a short read of its own.
    ///
    /// # Errors
    /// [`Error::TooMany`] where it would tell of more people out of reach than anybody meets by chance.
    pub async fn next(&mut self) -> Result<Option<Sorted>, Error> {
        let actor = &self.actor;
        let records = self.reading.next(AT_ONCE);
        if records.is_empty() {
            return Ok(None);
        }
        let mut reader = self.app.db.read().await?;
        let names = Names::read(&mut reader.conn(), actor, &self.plan).await?;
        let sorted =
            sort(&mut reader.conn(), actor, &self.plan, &names, &mut self.seen, &mut self.room, &records).await?;
        drop(reader);
        let is_foreign = |refused: &&Refused| matches!(refused.problem, LineProblem::Outcome(Outcome::Elsewhere));
        self.foreign += sorted.refused.iter().filter(is_foreign).count() as u64;
        if self.foreign > 0 {
            self.count().await?;
        }
        Ok(Some(sorted))
    }

    /// Counts what is told of people out of reach for the first time: of a file that is read in the same way, once.
    async fn count(&self) -> Result<(), Error> {
        let (id, read) = (self.plan.import, self.plan.way_of_reading());
        let told = imports::foreign_told(&mut self.app.db.read().await?.conn(), id, &read).await?;
        if self.foreign <= told {
            return Ok(());
        }
        let more = usize::try_from(self.foreign - told).unwrap_or(usize::MAX);
        foreign::count(&self.app, &self.visit, self.actor.account(), foreign::By::File, more).await?;
        let mut tx = self.app.db.begin().await?;
        imports::set_foreign_told(&mut tx.conn(), id, &read, self.foreign).await?;
        Ok(tx.commit_bookkeeping().await?)
    }
}

/// The whole trial, counted.
///
/// # Errors
/// As [`trial`] and [`Trial::next`].
pub async fn check(app: &App, visit: &Visit, actor: &Actor, plan: Plan) -> Result<Report, Error> {
    let mut trial = trial(app, visit, actor, plan).await?;
    let mut report = Report::default();
    while let Some(sorted) = trial.next().await? {
        report.lines += (sorted.ready.len() + sorted.refused.len()) as u64;
        report.new += sorted.ready.len() as u64;
        for Refused { line, text, problem } in sorted.refused {
            *report.counts.entry(problem.kind()).or_default() += 1;
            if report.problems.len() < SHOWN {
                report.problems.push((line, text, problem));
            }
        }
    }
    Ok(report)
}
