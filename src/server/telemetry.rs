//! The log: lines for people on a terminal, JSON for machines.

use std::io::IsTerminal;
use tracing::Subscriber;
use tracing_subscriber::{
    EnvFilter,
    fmt::{self, MakeWriter},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

/// Begins to log to the standard error; `RUST_LOG` chooses what.
pub fn start() {
    if std::io::stderr().is_terminal() {
        tracing_subscriber::registry().with(filter()).with(fmt::layer().with_writer(std::io::stderr).compact()).init();
    } else {
        json(std::io::stderr).init();
    }
}

/// An object a line, with the request in whose course it was written.
pub fn json<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::registry().with(filter()).with(fmt::layer().with_writer(writer).json())
}

fn filter() -> EnvFilter {
    EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"))
}
