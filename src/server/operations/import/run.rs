//! A part of an import: some lines in one transaction, as the form of invitation does it. Since the count of lines done
//! is written in it, a job that is taken up again begins behind the last line whose people exist.

use super::{
    plan::Plan,
    reading::Reading,
    sort::{AT_ONCE, Names, Ready, Refused, Seen, Sorted, pass_over, refused, sort},
    text::decode,
    upload::may_import,
};
use crate::{
    domain::{
        address::EmailAddress,
        history::{Action, Entry},
        id::{InvitationId, JobId, MessageId, UserId},
        import::{LineProblem, Record},
        job::Progress,
        language::Language,
        message::MessageKind,
        time::Timestamp,
        user::UserState,
    },
    server::{
        app::App,
        context::Actor,
        operations::{Error, jobs::Part, join_link, room::Room, settings},
        store::{
            Conn, Tx, departments, imports,
            invitations::{self, NewInvitation, Sending},
            jobs::{self, Settled},
            messages::{self, NewMessage, Subject},
            users::{self, NewUser},
        },
    },
};
use serde_json::json;
use std::slice;

/// How often lines are tried together. Then each is tried by itself, and one that can't be taken stops no other.
const MOST_TRIES: u32 = 3;

/// A file that is being imported.
pub struct Import {
    /// As far as it is read; nothing until the first part.
    open: Option<Open>,
    /// The next part failed so often that its lines are taken one by one.
    one_by_one: bool,
}

impl Import {
    /// Of which the next part has failed so often.
    #[must_use]
    pub const fn after(tries: u32) -> Self {
        Self { open: None, one_by_one: tries >= MOST_TRIES }
    }
}

struct Open {
    reading: Reading,
    seen: Seen,
}

impl Open {
    /// The file, behind the lines that have had their turn.
    async fn read(conn: &mut Conn<'_>, actor: &Actor, work: &Work<'_>, names: &Names) -> Result<Self, Error> {
        let plan = work.plan;
        let file = imports::find(conn, plan.import, actor.id()).await?.ok_or(Error::NotFound)?;
        let content = decode(&file.content, plan.encoding);
        let mut open = Self { reading: Reading::new(content, plan.separator, plan.has_header), seen: Seen::new() };
        let mut left = usize::try_from(work.progress.worked()).unwrap_or(usize::MAX);
        while left > 0 {
            let records = open.reading.next(left.min(AT_ONCE));
            if records.is_empty() {
                break;
            }
            left -= records.len();
            pass_over(plan, names, &mut open.seen, &records);
        }
        Ok(open)
    }
}

/// Somebody to create, with the ids of the person and of the invitation.
struct Guest {
    ready: Ready,
    user: UserId,
    invitation: InvitationId,
}

/// What of a job an import has to know.
pub(in crate::server::operations) struct Work<'a> {
    pub job: JobId,
    /// When the worker took it.
    pub progress: Progress,
    pub plan: &'a Plan,
    pub now: Timestamp,
}

/// Imports the next lines.
///
/// # Errors
/// [`Error::NotAllowed`] where the importer may not any more; [`Error::Conflict`] where somebody else took an address
/// at this moment: the part is to be tried again.
pub async fn part(app: &App, tx: &mut Tx, actor: &Actor, work: Work<'_>, import: &mut Import) -> Result<Part, Error> {
    let actor = &*may_import(actor)?;
    let plan = work.plan;
    let names = Names::read(&mut tx.conn(), actor, plan).await?;
    // It was the importer's to give when it began. What isn't there any more is said of each line that wants it.
    if names.is_beyond() {
        return Err(Error::NotAllowed(None));
    }
    if import.open.is_none() {
        import.open = Some(Open::read(&mut tx.conn(), actor, &work, &names).await?);
    }
    let one_by_one = std::mem::take(&mut import.one_by_one);
    let Some(Open { reading, seen }) = &mut import.open else { return Err(Error::NotFound) };
    let room = Room::read(app, &mut tx.conn(), actor.account(), work.now).await?;
    let records = reading.next(AT_ONCE);
    let last = records.len() < AT_ONCE;
    let mut lines = Lines { app, actor, work: &work, names: &names, seen, room };
    let part = if one_by_one { lines.take_each(tx, &records).await? } else { lines.take(tx, &records).await? };
    if last {
        imports::delete(&mut tx.conn(), plan.import).await?;
    }
    Ok(Part { last, ..part })
}

/// The lines of a part, with all that is asked of them.
struct Lines<'a> {
    app: &'a App,
    actor: &'a Actor,
    work: &'a Work<'a>,
    names: &'a Names,
    seen: &'a mut Seen,
    room: Room,
}

impl Lines<'_> {
    /// All at once, or none.
    async fn take(&mut self, tx: &mut Tx, records: &[Record<'_>]) -> Result<Part, Error> {
        let Self { app, actor, work, .. } = *self;
        let sorted = sort(&mut tx.conn(), actor, work.plan, self.names, self.seen, &mut self.room, records).await?;
        let Sorted { ready, refused } = sorted;
        let mut guests: Vec<Guest> = ready
            .into_iter()
            .map(|ready| Guest {
                ready,
                user: UserId(app.random.id(work.now)),
                invitation: InvitationId(app.random.id(work.now)),
            })
            .collect();
        let mut items: Vec<Settled> = guests
            .iter()
            .map(|guest| Settled {
                number: number(guest.ready.line),
                user: Some(guest.user),
                text: String::new(),
                reason: None,
            })
            .collect();
        let (done, left_out) = (guests.len() as u64, refused.len() as u64);
        let beyond = refused.iter().filter(|line| line.problem.is_beyond_own_rights()).count();
        for line in refused {
            items.push(settled(line)?);
        }
        // In one order in every account: two transactions with the same addresses wait for each other once, not
        // crosswise.
        guests.sort_unstable_by(|a, b| a.ready.person.email.key().cmp(b.ready.person.email.key()));
        write(app, tx, actor, work, &guests).await?;
        jobs::insert_settled(&mut tx.conn(), work.job, &items).await?;
        let entry = || Entry::new(if work.plan.send { Action::Invited } else { Action::UserCreated }).by(actor.id());
        let job = work.job.to_string();
        let taken = guests
            .iter()
            .map(|guest| entry().on(guest.user).with(json!({ "role": guest.ready.role.to_string(), "job": job })));
        // Who gives more than they have has tried to, line by line; whom they meant is nobody here.
        let tried = std::iter::repeat_with(|| entry().refused().with(json!({ "job": job }))).take(beyond);
        let entries = taken.chain(tried).collect();
        let mailed = work.plan.send && done > 0;
        Ok(Part { done, refused: left_out, entries, mailed, last: false })
    }

    /// Each by itself: whichever can't be taken is reported, and the others are taken.
    async fn take_each(&mut self, tx: &mut Tx, records: &[Record<'_>]) -> Result<Part, Error> {
        let mut part = Part::default();
        for record in records {
            let room = self.room;
            tx.mark().await?;
            if let Ok(one) = self.take(tx, slice::from_ref(record)).await {
                tx.keep().await?;
                part.add(one);
                continue;
            }
            // Where it is the database that is gone, this fails too.
            tx.undo().await?;
            self.room = room;
            let line = settled(refused(record, &self.work.plan.columns, LineProblem::Failed))?;
            jobs::insert_settled(&mut tx.conn(), self.work.job, &[line]).await?;
            part.refused += 1;
            tracing::warn!(job.id = %self.work.job, line = record.line, "import.line: can't be taken");
        }
        Ok(part)
    }
}

/// A line that makes nobody, as the job's results keep it.
fn settled(line: Refused) -> Result<Settled, Error> {
    let reason = serde_json::to_value(&line.problem).map_err(|e| sqlx::Error::Encode(Box::new(e)))?;
    Ok(Settled { number: number(line.line), user: None, text: line.text, reason: Some(reason) })
}

fn number(line: u64) -> i64 {
    i64::try_from(line).unwrap_or(i64::MAX)
}

async fn write(app: &App, tx: &mut Tx, actor: &Actor, work: &Work<'_>, guests: &[Guest]) -> Result<(), Error> {
    let (account, plan, now) = (actor.account(), work.plan, work.now);
    let state = if plan.send { UserState::Invited } else { UserState::Inactive };
    let expires = settings::invitation_end(app, &mut tx.conn(), account, now).await?;
    let users: Vec<NewUser<'_>> = guests
        .iter()
        .map(|Guest { ready, user, .. }| NewUser {
            id: *user,
            role: ready.role,
            state,
            email: &ready.person.email,
            first_name: &ready.person.first_name,
            last_name: &ready.person.last_name,
            language: ready.language,
            password_hash: None,
            phone: ready.person.phone.as_str(),
            notification_email: ready.person.notification_email.as_ref().map(EmailAddress::as_str),
            expires_at: plan.send.then_some(expires),
        })
        .collect();
    if users::insert(&mut tx.conn(), account, &users, now).await? != users.len() as u64 {
        return Err(Error::Conflict);
    }
    let members: Vec<_> = guests
        .iter()
        .flat_map(|guest| guest.ready.places.iter().map(|(department, role)| (*department, guest.user, *role)))
        .collect();
    departments::insert_members(&mut tx.conn(), account, &members).await?;
    if plan.send {
        for language in Language::ALL {
            let theirs: Vec<&Guest> = guests.iter().filter(|guest| guest.ready.language == language).collect();
            invite(app, tx, actor, language, &theirs, (now, expires)).await?;
        }
    }
    Ok(())
}

async fn invite(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    language: Language,
    guests: &[&Guest],
    (now, expires): (Timestamp, Timestamp),
) -> Result<(), Error> {
    let sending = Sending {
        account: actor.account(),
        batch: None,
        inviter: Some(actor.id()),
        language,
        message: "",
        now,
        expires,
    };
    let invitations: Vec<NewInvitation<'_>> = guests
        .iter()
        .map(|guest| NewInvitation {
            id: guest.invitation,
            user: guest.user,
            address: guest.ready.person.email.as_str(),
            token: join_link::token(app, guest.invitation).hash(),
        })
        .collect();
    invitations::insert(&mut tx.conn(), &sending, &invitations).await?;
    let messages: Vec<NewMessage<'_>> = guests
        .iter()
        .map(|guest| NewMessage {
            id: MessageId(app.random.id(now)),
            user: guest.user,
            subject: Subject::Invitation(guest.invitation),
            address: guest.ready.person.email.as_str(),
        })
        .collect();
    messages::insert(&mut tx.conn(), actor.account(), MessageKind::Invitation, language, &messages, now).await?;
    Ok(())
}
