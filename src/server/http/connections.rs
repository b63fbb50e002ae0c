//! The connections that requests come over: HTTP/1.1, with a limit on how long a request's head may take. `axum::serve`
//! has none: whoever sends a byte now and then keeps a connection for good. HTTP/2 is the proxy's; to tell it from
//! HTTP/1 by a connection's first bytes would be to wait for them without a limit.

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{pin::pin, time::Duration};
use tokio::net::TcpListener;
use tower::ServiceExt;

/// How long a request's head may take, from the connection or the answer before it on. A little more than proxies keep
/// an idle connection: they close it, not we while they use it.
pub const HEAD: Duration = Duration::from_secs(65);

/// Answers until `stop` is ready; then takes no more requests, and returns once those that have come are answered.
pub async fn serve(mut listener: TcpListener, router: Router, head: Duration, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head);
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
            let mut request = request.map(Body::new);
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
