//! Where a request comes from, through the proxies that are trusted and no others.

use crate::server::{config::Config, context::Visit};
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header::USER_AGENT, request::Parts},
};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Longest part kept of the browser's words, in characters.
const AGENT: usize = 300;

pub fn visit(parts: &Parts, config: &Config) -> Visit {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip());
    let agent = parts.headers.get(USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    Visit {
        address: through_proxies(peer.to_canonical(), &parts.headers, config),
        agent: agent.chars().take(AGENT).collect(),
    }
}

/// The last address of X-Forwarded-For that isn't a trusted proxy's, as long as the peer is one.
fn through_proxies(peer: IpAddr, headers: &HeaderMap, config: &Config) -> IpAddr {
    let trusted = |address: &IpAddr| config.trusted_proxies.iter().any(|net| net.contains(address));
    let mut client = peer;
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    for hop in hops.into_iter().rev() {
        if !trusted(&client) {
            break;
        }
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Args, FromArgMatches};

    fn config(proxies: &str) -> Config {
        let command = Config::augment_args(clap::Command::new("parvis"));
        let matches = command.get_matches_from(["parvis", "--trusted-proxies", proxies]);
        Config::from_arg_matches(&matches).unwrap()
    }

    fn client(peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        through_proxies(peer.parse().unwrap(), &headers, &config("10.0.0.0/8,::1/128")).to_string()
    }

    #[test]
    fn a_strangers_header_is_not_believed() {
        assert_eq!(client("192.0.2.7", "198.51.100.1"), "192.0.2.7");
    }

    #[test]
    fn a_trusted_proxy_names_the_last_stranger() {
        assert_eq!(client("10.1.2.3", "198.51.100.1"), "198.51.100.1");
        assert_eq!(client("10.1.2.3", "6.6.6.6, 198.51.100.1, 10.9.9.9"), "198.51.100.1");
        assert_eq!(client("::1", "2001:db8::5"), "2001:db8::5");
        assert_eq!(client("10.1.2.3", "nonsense"), "10.1.2.3");
    }
}
