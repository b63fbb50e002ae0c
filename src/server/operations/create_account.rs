//! The first step of all: an account with its built-in roles and its holder, who is administrator [S1.2].

use super::{
    Error,
    sign_in::{self, Opened},
    throttle,
};
use crate::{
    domain::{
        access::{BuiltIn, Role, RoleKind},
        address::EmailAddress,
        form::{FieldErrors, Problem},
        history::{Action, Entry},
        id::{AccountId, RoleId, UserId},
        language::Language,
        password::{self, Rules, TypedPassword},
        text::{AccountName, PersonName},
        user::UserState,
    },
    server::{
        app::App,
        context::Visit,
        store::{
            Setting, accounts, instance, roles, sessions, support,
            users::{self, NewUser},
        },
        token::Token,
    },
};
use serde::Deserialize;

/// As typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub account_name: String,
    pub language: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub password: TypedPassword,
}

/// What entitles somebody to create an account.
pub enum Entitlement {
    /// The link on the console, used up by it.
    SetupLink(Token),
    /// `PARVIS_SIGNUP=open`.
    OpenSignUp,
}

struct Parsed {
    account_name: AccountName,
    language: Language,
    first_name: PersonName,
    last_name: PersonName,
    email: EmailAddress,
}

fn parse(form: &Form) -> Result<Parsed, FieldErrors> {
    let mut errors = FieldErrors::default();
    let account_name = errors.take("account_name", AccountName::parse(&form.account_name));
    let language = errors.take("language", Language::from_code(&form.language).ok_or(Problem::Choose));
    let first_name = errors.take("first_name", PersonName::parse(&form.first_name));
    let last_name = errors.take("last_name", PersonName::parse(&form.last_name));
    let email = errors.take("email", EmailAddress::parse(&form.email));
    let own_words = [&form.account_name, &form.first_name, &form.last_name, &form.email].map(String::as_str);
    let password = errors.take("password", password::check(&form.password, &own_words, Rules::default()));
    match (account_name, language, first_name, last_name, email, password) {
        (Some(account_name), Some(language), Some(first_name), Some(last_name), Some(email), Some(())) => {
            Ok(Parsed { account_name, language, first_name, last_name, email })
        }
        _ => Err(errors),
    }
}

/// Creates the account and signs its holder in. `previous` is the session that the browser had, which ends.
///
/// # Errors
/// [`Error::Fields`] by field; [`Error::NotFound`] where the set-up link has been used meanwhile.
pub async fn create_account(
    app: &App,
    visit: &Visit,
    entitlement: Entitlement,
    previous: Option<Token>,
    form: Form,
) -> Result<Opened, Error> {
    if let Entitlement::OpenSignUp = entitlement {
        throttle::count(app, &mut [throttle::Key::peer(app, "sign-up", &visit.peer())]).await?;
    }
    let parsed = parse(&form)?;
    let hash = app.passwords.hash(form.password).await?;

    let now = app.clock.now();
    let account = AccountId(app.random.id(now));
    let holder = UserId(app.random.id(now));
    let mut tx = app.db.begin().await?;
    instance::lock_setup_links(&mut tx.conn()).await?;
    // Who signs up leaves the console's link to whom it is for.
    if let Entitlement::SetupLink(link) = &entitlement {
        if !instance::take_setup_link(&mut tx.conn(), link.hash()).await? {
            return Err(Error::NotFound);
        }
        instance::clear_setup_links(&mut tx.conn()).await?;
    }
    accounts::insert(&mut tx.conn(), account, &parsed.account_name, parsed.language, now).await?;
    let mut administrator = None;
    for kind in BuiltIn::ALL {
        let role = Role {
            id: RoleId(app.random.id(now)),
            kind: RoleKind::BuiltIn(kind),
            name: String::new(),
            reach: kind.reach(),
            levels: kind.levels(),
        };
        roles::insert(&mut tx.conn(), account, &role, now).await?;
        if role.is_administrator() {
            administrator = Some(role.id);
        }
    }
    let role = administrator.ok_or(Error::NotFound)?;
    let user = NewUser {
        id: holder,
        role,
        state: UserState::Active,
        email: &parsed.email,
        first_name: parsed.first_name.as_str(),
        last_name: parsed.last_name.as_str(),
        language: parsed.language,
        password_hash: Some(&hash),
        phone: "",
        notification_email: None,
        expires_at: None,
    };
    if users::insert(&mut tx.conn(), account, &[user], now).await? == 0 {
        return Err(FieldErrors::one("email", Problem::AddressTaken).into());
    }
    accounts::set_holder(&mut tx.conn(), account, holder).await?;
    if let Entitlement::SetupLink(_) = entitlement {
        // The first by the console's link is whose people run the instance.
        support::adopt(&mut tx.conn(), account).await?;
    }
    if let Some(previous) = previous {
        sessions::delete_by_token(&mut tx.conn(), previous.hash()).await?;
    }
    let opened = sign_in::open_session(app, &mut tx.conn(), holder, visit, now).await?;
    users::set_signed_in(&mut tx.conn(), holder, Some(&hash), now).await?;

    let address = visit.address_text();
    let setting = Setting { account, at: now, address: &address, random: &app.random };
    tx.commit(&setting, &[Entry::new(Action::AccountCreated).by(holder).on(holder)]).await?;
    tracing::info!(account.id = %account, user.id = %holder, "account.create");
    Ok(opened)
}
