//! The links and codes of mails, as their readers have them.

use super::TestApp;
use parvis::{
    domain::id::{AddressChangeId, MessageId, ResetId},
    server::{
        mail::words::{self, Mail},
        operations::{address_link, reset_link},
        store::messages,
    },
};
use uuid::Uuid;

impl TestApp {
    /// Waits for what goes on after its answer.
    pub async fn settled(&self) {
        self.app.later.close();
        self.app.later.wait().await;
        self.app.later.reopen();
    }

    /// Somebody's newest reset: the open one, if any.
    async fn reset(&self, email: &str) -> ResetId {
        let sql = format!(
            "SELECT x.id FROM resets x JOIN users u ON u.id = x.user_id WHERE u.email = '{email}' \
             ORDER BY x.ended_at IS NULL DESC, x.created_at DESC, x.id DESC LIMIT 1"
        );
        self.value::<Uuid>(&sql).await.into()
    }

    /// The path of somebody's newest reset link.
    pub async fn reset_path(&self, email: &str) -> String {
        reset_link::path(&self.app, self.reset(email).await)
    }

    /// The code beside it.
    pub async fn reset_code(&self, email: &str) -> String {
        reset_link::code(&self.app, self.reset(email).await).text()
    }

    /// Asks at the sign-in page, and gives the link's path.
    pub async fn forgot(&self, email: &str) -> String {
        let answer = self.visitor().post("/forgot", &[("email", email)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        self.settled().await;
        self.reset_path(email).await
    }

    /// The paths of the newest change to this address: to confirm and to undo it.
    pub async fn address_paths(&self, new: &str) -> (String, String) {
        let sql = format!(
            "SELECT id FROM address_changes WHERE new_email = '{new}' \
             ORDER BY ended_at IS NULL DESC, created_at DESC, id DESC LIMIT 1"
        );
        let id: AddressChangeId = self.value::<Uuid>(&sql).await.into();
        (address_link::confirm_path(&self.app, id), address_link::undo_path(&self.app, id))
    }

    /// The one queued mail of that kind to that address, as its reader would see it.
    pub async fn mail(&self, kind: &str, address: &str) -> Mail {
        let from = format!("FROM messages WHERE kind = '{kind}' AND address = '{address}' AND state = 'queued'");
        assert_eq!(self.value::<i64>(&format!("SELECT COUNT(*) {from}")).await, 1, "one {kind} to {address}");
        let id: MessageId = self.value::<Uuid>(&format!("SELECT id {from}")).await.into();
        let account: Uuid = self.value(&format!("SELECT account_id {from}")).await;
        let mut reader = self.app.db.read().await.unwrap();
        let message = messages::find(&mut reader.conn(), account.into(), id).await.unwrap().unwrap();
        words::write(&self.app, &message)
    }
}
