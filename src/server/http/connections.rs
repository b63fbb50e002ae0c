//! The connections that requests come over: HTTP/1.1, with limits on how long a request's head and its body may take.
//! `axum::serve` has none: whoever sends a byte now and then keeps a connection for good. HTTP/2 is the proxy's; to tell
//! it from HTTP/1 by a connection's first bytes would be to wait for them without a limit.

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use futures::{TryStreamExt, stream};
use hyper::{
    body::{Body as _, Incoming},
    server::conn::http1,
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{pin::pin, time::Duration};
use tokio::{
    net::TcpListener,
    time::{Instant, timeout_at},
};
use tower::ServiceExt;

/// How long a request may take to come.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Its head, from the connection or the answer before it on.
    pub head: Duration,
    /// All of its body, from its head on.
    pub body: Duration,
}

impl Limits {
    /// For the head a little more than proxies keep an idle connection: they close it, not we while they use it.
    pub const SERVED: Self = Self { head: Duration::from_secs(65), body: Duration::from_mins(1) };
}

/// Answers until `stop` is ready; then takes no more requests, and returns once those that have come are answered.
pub async fn serve(mut listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head);
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
        };
        // Where it can't be had, small answers only come later.
        let _ = stream.set_nodelay(true);
        let service = router.clone().map_request(move |request: Request<Incoming>| {
            let mut request = request.map(|body| within(limits.body, body));
            request.extensions_mut().insert(ConnectInfo(peer));
            request
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                // A browser that has gone, a head that took too long: daily life.
                tracing::debug!(error = &error as &dyn std::error::Error, "connection.end");
            }
        });
    }
    drop(listener);
    open.shutdown().await;
}

/// A body that fails unless all of it comes in time: what reads it may outlive every other limit (see `outlive`).
fn within(limit: Duration, body: Incoming) -> Body {
    if body.is_end_stream() {
        return Body::empty();
    }
    let until = Instant::now() + limit;
    Body::from_stream(stream::try_unfold(Body::new(body).into_data_stream(), move |mut parts| async move {
        let part = timeout_at(until, parts.try_next()).await.map_err(axum::Error::new)??;
        Ok::<_, axum::Error>(part.map(|part| (part, parts)))
    }))
}
