//! Accepting the privacy policy: the record is evidence, and outlives the account [S5.23–S5.25].

use super::Error;
use crate::{
    domain::{
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::AcceptanceId,
    },
    server::{
        app::App,
        context::Visit,
        store::{
            Setting,
            policies::{self, Acceptance},
            sessions::SignedIn,
        },
    },
};
use serde::Deserialize;

/// As sent: the box, and the digest of the text that stood above it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub accepted: Option<String>,
    pub digest: String,
}

/// Records the acceptance. Accepting a version again changes nothing.
///
/// # Errors
/// [`Error::Fields`]: [`Problem::Tick`] where the box isn't ticked, [`Problem::Changed`] where the text shown isn't
/// the one in force any more.
pub async fn accept_policy(app: &App, visit: &Visit, user: &SignedIn, form: &Form) -> Result<(), Error> {
    let text = app.policy.text(user.language);
    if text.digest != form.digest {
        return Err(FieldErrors::one("accepted", Problem::Changed).into());
    }
    if form.accepted.as_deref() != Some("yes") {
        return Err(FieldErrors::one("accepted", Problem::Tick).into());
    }
    let now = app.clock.now();
    let address = visit.address_text();
    let acceptance = Acceptance {
        id: AcceptanceId(app.random.id(now)),
        // One's own, wherever one is as an agent of the support.
        account: user.home,
        user: user.user,
        email: &user.email,
        version: app.policy.version,
        language: text.language,
        digest: &text.digest,
        address: &address,
        agent: &visit.agent,
    };
    let mut tx = app.db.begin().await?;
    if !policies::accept(&mut tx.conn(), acceptance, now).await? {
        return Ok(());
    }
    let setting = Setting { account: user.home, at: now, address: &address, random: &app.random };
    let particulars = serde_json::json!({ "version": app.policy.version, "digest": text.digest });
    let entry = Entry::new(Action::PolicyAccepted).by(user.user).on(user.user).with(particulars);
    tx.commit(&setting, &[entry]).await?;
    tracing::info!(user.id = %user.user, policy.version = app.policy.version, "policy.accept");
    Ok(())
}
