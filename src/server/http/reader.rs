//! Who reads the page: read once for each request, before its handler.

use super::{cookie, error_page, peer, request_id::RequestId};
use crate::{
    domain::language::Language,
    server::{
        app::App,
        context::{Actor, Caller, Visit},
        operations::{Error, requests},
        store::sessions,
        token::Token,
    },
    wording::Wording,
};
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{header::ACCEPT_LANGUAGE, request::Parts},
    middleware::Next,
    response::Response,
};
use std::time::Duration;

/// A request's person and what is needed to answer in a page.
#[derive(Clone)]
pub struct Reader {
    pub app: App,
    pub visit: Visit,
    pub caller: Caller,
    pub wording: Wording,
    /// The session's token as sent, whether it opens one or not.
    pub token: Option<Token>,
    /// The mark of a browser that somebody has signed in with.
    pub device: Option<String>,
    /// Path and query, to come back to.
    pub path: String,
    pub request_id: String,
}

/// How stale a session's last sight may get before it is written again.
const SIGHT: Duration = Duration::from_mins(2);
/// What an open page asks for by itself, with nobody before it: no sight of anybody. A list that somebody asked for is one,
/// as its function tells.
const BY_ITSELF: [&str; 3] = ["/users/live", "/api/list-users", "/api/job-progress"];

impl Reader {
    /// The signed-in user, past the policy.
    ///
    /// # Errors
    /// As [`Caller::actor`]'s.
    pub fn actor(&self) -> Result<&Actor, Error> {
        self.caller.actor()
    }

    /// Who a session's token stands for, read anew.
    ///
    /// # Errors
    /// The database's.
    pub async fn caller(app: &App, token: &Token) -> Result<Caller, Error> {
        caller(app, token).await
    }

    /// Who the reader is by now, for what goes on after the answer has begun.
    ///
    /// # Errors
    /// [`Error::SignedOut`] where the session has ended, or is in another account than it was; the database's.
    pub async fn again(&self) -> Result<Actor, Error> {
        let token = self.token.as_ref().ok_or(Error::SignedOut)?;
        let now = caller(&self.app, token).await?.actor()?.clone();
        if now.account() == self.actor()?.account() { Ok(now) } else { Err(Error::SignedOut) }
    }

    /// Whether the reader is still who it was, with the same rights.
    ///
    /// # Errors
    /// As [`Self::again`]; [`Error::NotAllowed`] where the rights are others.
    pub async fn unchanged(&self) -> Result<(), Error> {
        let now = self.again().await?;
        if now.rights() == self.actor()?.rights() { Ok(()) } else { Err(Error::NotAllowed(None)) }
    }

    /// Notes that the session was seen, now and then.
    pub fn touch(&self) {
        let now = self.app.clock.now();
        let Some(user) = self.caller.signed_in().filter(|user| now.since(user.seen_at) > SIGHT) else { return };
        let (app, session) = (self.app.clone(), user.session);
        // In a task of its own: a browser that goes away mustn't drop a transaction half begun.
        tokio::spawn(async move {
            let seen = async {
                let mut tx = app.db.begin().await?;
                sessions::touch(&mut tx.conn(), session, now).await?;
                tx.commit_bookkeeping().await
            };
            if let Err(error) = seen.await {
                tracing::warn!(error = &error as &dyn std::error::Error, "session.touch");
            }
        });
    }

    /// The same reader, known; in the language that the person has.
    fn with_caller(mut self, caller: Caller) -> Self {
        let language = caller.signed_in().map(|user| user.language);
        self.caller = caller;
        match language {
            Some(language) => self.in_language(language),
            None => self,
        }
    }

    /// The same reader in another language: the pages of an invitation are in the invitation's.
    #[must_use]
    pub fn in_language(mut self, language: Language) -> Self {
        self.wording = Wording::new(language, self.app.zone.clone());
        self
    }
}

pub async fn read(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut reader = unknown(app, &parts);
    if let Some(token) = &reader.token {
        match caller(&reader.app, token).await {
            Ok(caller) => {
                reader = reader.with_caller(caller);
                if !BY_ITSELF.contains(&parts.uri.path()) {
                    reader.touch();
                }
            }
            Err(error) => return error_page::unread(&reader, error),
        }
    }
    parts.extensions.insert(reader);
    next.run(Request::from_parts(parts, body)).await
}

/// What the request itself says, before anybody is looked up.
pub fn unknown(app: App, parts: &Parts) -> Reader {
    let wishes = parts.headers.get(ACCEPT_LANGUAGE).and_then(|wishes| wishes.to_str().ok());
    let language = wishes.and_then(Language::from_accept_language);
    Reader {
        visit: peer::visit(parts, &app.config),
        caller: Caller::Anonymous,
        wording: Wording::new(language.unwrap_or_default(), app.zone.clone()),
        token: cookie::read(&parts.headers, &app.config),
        device: cookie::read_device(&parts.headers, &app.config),
        path: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
        app,
    }
}

/// Rights are read at each request: a change counts at the next one.
pub async fn caller(app: &App, token: &Token) -> Result<Caller, Error> {
    let mut found =
        sessions::find(&mut app.db.read().await?.conn(), token.hash(), app.session_limits(), app.policy.version)
            .await?;
    if let Some(user) = found.as_mut().filter(|user| user.requests > 0)
        && let Caller::Actor(actor) = Caller::from(Some(user.clone()))
    {
        user.requests = requests::to_answer(app, &actor).await?;
    }
    Ok(found.into())
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        // The layer has put it there for every route of the table.
        parts.extensions.get::<Self>().cloned().ok_or(Error::NotFound)
    }
}

/// A reader past the policy; anybody else is turned away before a long body is read.
pub struct Inside(pub Reader);

impl<S: Send + Sync> FromRequestParts<S> for Inside {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let reader = Reader::from_request_parts(parts, state).await?;
        reader.actor()?;
        Ok(Self(reader))
    }
}
