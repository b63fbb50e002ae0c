//! Fills the outbox, as inviting does.

use parvis::{
    domain::{
        access::{BuiltIn, Role, RoleKind},
        address::EmailAddress,
        id::{AccountId, InvitationId, MessageId, RoleId, UserId},
        language::Language,
        message::MessageKind,
        text::AccountName,
        user::UserState,
    },
    server::{
        app::App,
        operations::join_link,
        store::{
            accounts,
            invitations::{self, NewInvitation, Sending},
            messages::{self, NewMessage, Subject},
            roles,
            users::{self, NewUser},
        },
    },
};

/// An account with one role, whose people have no names: nobody signs in to it.
#[derive(Clone, Copy)]
pub struct Outgoing {
    pub account: AccountId,
    role: RoleId,
}

impl Outgoing {
    pub async fn account(app: &App, name: &str) -> Self {
        let now = app.clock.now();
        let this = Self { account: AccountId(app.random.id(now)), role: RoleId(app.random.id(now)) };
        let kind = BuiltIn::Member;
        let role = Role {
            id: this.role,
            kind: RoleKind::BuiltIn(kind),
            name: String::new(),
            reach: kind.reach(),
            levels: kind.levels(),
        };
        let mut tx = app.db.begin().await.unwrap();
        let name = AccountName::parse(name).unwrap();
        accounts::insert(&mut tx.conn(), this.account, &name, Language::Fr, now).await.unwrap();
        roles::insert(&mut tx.conn(), this.account, &role, now).await.unwrap();
        tx.commit_bookkeeping().await.unwrap();
        this
    }

    /// Queues one invitation for each address; gives their messages' ids.
    pub async fn queue(&self, app: &App, addresses: &[String]) -> Vec<MessageId> {
        let now = app.clock.now();
        let parsed: Vec<EmailAddress> = addresses.iter().map(|a| EmailAddress::parse(a).unwrap()).collect();
        // In order: those of one millisecond are random otherwise, and tests tell the first from the second.
        let mut ids: Vec<MessageId> = addresses.iter().map(|_| MessageId(app.random.id(now))).collect();
        ids.sort();
        let people: Vec<(UserId, InvitationId, MessageId)> =
            ids.into_iter().map(|id| (UserId(app.random.id(now)), InvitationId(app.random.id(now)), id)).collect();
        let rows = || parsed.iter().zip(&people);
        let new_users: Vec<NewUser<'_>> = rows()
            .map(|(email, (id, ..))| NewUser {
                id: *id,
                role: self.role,
                state: UserState::Invited,
                email,
                first_name: "",
                last_name: "",
                language: Language::Fr,
                password_hash: None,
                phone: "",
                notification_email: None,
                expires_at: None,
            })
            .collect();
        let sending = Sending {
            account: self.account,
            batch: None,
            inviter: None,
            language: Language::Fr,
            message: "Bienvenue !",
            now,
            expires: now + app.config.invitation_life(&parvis::domain::settings::Lives::default()),
        };
        let new_invitations: Vec<NewInvitation<'_>> = rows()
            .map(|(email, (user, id, _))| NewInvitation {
                id: *id,
                user: *user,
                address: email.as_str(),
                token: join_link::token(app, *id).hash(),
            })
            .collect();
        let new_messages: Vec<NewMessage<'_>> = rows()
            .map(|(email, (user, invitation, id))| NewMessage {
                id: *id,
                user: *user,
                subject: Subject::Invitation(*invitation),
                address: email.as_str(),
            })
            .collect();
        let mut tx = app.db.begin().await.unwrap();
        users::insert(&mut tx.conn(), self.account, &new_users, now).await.unwrap();
        invitations::insert(&mut tx.conn(), &sending, &new_invitations).await.unwrap();
        let kind = MessageKind::Invitation;
        messages::insert(&mut tx.conn(), self.account, kind, Language::Fr, &new_messages, now).await.unwrap();
        tx.commit_bookkeeping().await.unwrap();
        app.outbox.wake();
        people.into_iter().map(|(.., message)| message).collect()
    }
}
