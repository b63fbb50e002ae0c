use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, HeaderName, Method, Request, header},
    response::Response,
};
use parvis::server::{
    app::App,
    context::{Caller, Visit},
    http::Reader,
    token::Token,
};
use std::{collections::BTreeMap, net::SocketAddr};
use tower::ServiceExt;

/// Somebody with a browser: keeps the cookie, sends forms as pages do.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub address: SocketAddr,
    /// Sent with every request, over the usual ones.
    pub headers: HeaderMap,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

/// Server functions speak Postcard; the tests ask and read in JSON.
mod wire;

impl Answer {
    async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Self {
            status: parts.status.as_u16(),
            headers: parts.headers,
            // Where a line may break is nothing that anybody reads.
            body: String::from_utf8(bytes.to_vec()).expect("an uncompressed page").replace("<wbr>", ""),
        }
    }

    /// What stands between the first `start` and the next `end`.
    pub fn between(&self, start: &str, end: &str) -> Option<&str> {
        self.body.split_once(start)?.1.split_once(end).map(|(text, _)| text)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.body))
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Whether the page says this; every kind of space is one.
    pub fn says(&self, text: &str) -> bool {
        self.text().contains(&plain(text))
    }

    /// The page, entities undone, without the marks that leptos puts between texts.
    pub fn text(&self) -> String {
        plain(&html_escape::decode_html_entities(&self.body)).replace("<!>", "")
    }
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), address: "192.0.2.1:4000".parse().unwrap(), headers: HeaderMap::new() }
    }

    /// The session's cookie.
    pub fn session(&self) -> Option<&String> {
        self.cookies.iter().find(|(name, _)| !name.ends_with("device")).map(|(_, value)| value)
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    pub async fn request(&mut self, method: Method, path: &str) -> Answer {
        self.send(method, path, None, Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), Body::from(body)).await
    }

    /// Calls a server function.
    pub async fn call(&mut self, name: &str, arguments: &serde_json::Value) -> Answer {
        let body = Body::from(wire::arguments(name, arguments));
        let request = self.usual(Method::POST, &format!("/api/{name}"), Some("application/x-postcard"), body);
        let (parts, body) = self.deliver(request).await.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let body = wire::answer(name, parts.status.is_success(), &bytes);
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("email", email), ("password", password)]).await
    }

    /// Ticks the box under the text shown.
    pub async fn accept_policy(&mut self) {
        let page = self.get("/policy").await;
        let digest = page.between("name=\"digest\" value=\"", "\"").expect("the box");
        let answer = self.post("/policy", &[("accepted", "yes"), ("digest", digest)]).await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{}", answer.body);
    }

    /// Who asks, as the server reads the cookie now: for operations that are called without a request.
    pub async fn caller(&self, app: &App) -> Caller {
        let token = self.session().and_then(|text| Token::parse(text)).expect("signed in");
        Reader::caller(app, &token).await.unwrap()
    }

    pub fn visit(&self) -> Visit {
        Visit { address: self.address.ip(), agent: String::new() }
    }

    /// The same browser before another node.
    pub fn on(&self, app: App) -> Self {
        Self { router: parvis::server::http::router(app), ..self.clone() }
    }

    /// A body as it stands, of whatever kind.
    pub async fn post_body(&mut self, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        self.send(Method::POST, path, Some(kind), body.into()).await
    }

    /// The answer as it begins: for streams, which never end.
    pub async fn open(&mut self, method: Method, path: &str) -> Response {
        let kind = (method == Method::POST).then_some("application/x-www-form-urlencoded");
        let request = self.usual(method, path, kind, Body::empty());
        self.deliver(request).await
    }

    /// A request with no headers but those given, and the cookies.
    pub async fn bare(&mut self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        request.headers_mut().insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
        for (name, value) in headers {
            request.headers_mut().insert(HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
        }
        Answer::read(self.deliver(request).await).await
    }

    async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Answer {
        let request = self.usual(method, path, kind, body);
        Answer::read(self.deliver(request).await).await
    }

    fn usual(&self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Request<Body> {
        let mut request = Request::builder().method(&method).uri(path).body(body).unwrap();
        let headers = request.headers_mut();
        headers.insert(header::ACCEPT_LANGUAGE, "fr".parse().unwrap());
        headers.insert(header::USER_AGENT, "Navigateur d'essai".parse().unwrap());
        if method != Method::GET {
            headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        }
        if let Some(kind) = kind {
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
        }
        headers.extend(self.headers.clone());
        request
    }

    async fn deliver(&mut self, mut request: Request<Body>) -> Response {
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, pairs.join("; ").parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        response
    }
}
