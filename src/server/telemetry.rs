//! The log: lines for people on a terminal, JSON for machines.

use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Begins to log to the standard error; `RUST_LOG` chooses what.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let lines = tracing_subscriber::registry().with(filter);
    if std::io::stderr().is_terminal() {
        lines.with(fmt::layer().with_writer(std::io::stderr).compact()).init();
    } else {
        lines.with(fmt::layer().with_writer(std::io::stderr).json()).init();
    }
}
