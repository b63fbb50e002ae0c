//! Where the SMTP server is, and how long it may take.

use super::tls;
use lettre::Address;
use percent_encoding::percent_decode_str;
use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
    time::Duration,
};
use tokio_rustls::TlsConnector;
use url::Url;

/// How the connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// From its first byte: `smtps://`.
    AtOnce,
    /// By STARTTLS, or nothing is sent: `smtp://…?tls=required`.
    Required,
    /// By STARTTLS where the server offers it. On this machine there is nobody to hide from, and a local server's
    /// certificate is seldom one that can be checked: there it isn't used.
    Offered,
}

/// User and password.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub user: String,
    pub password: String,
}

/// Doesn't print.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials")
    }
}

/// An SMTP server, as `PARVIS_SMTP_URL` names it.
#[derive(Clone)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub credentials: Option<Credentials>,
    pub tls: TlsConnector,
    /// What we call ourselves; nothing: by our address.
    pub hello: Option<String>,
}

impl Server {
    /// Reads `smtp://` or `smtps://`, with `user:password@`, a port, `?tls=required` and `?ca=FILE`, a PEM file of
    /// certificates to trust besides the public ones. `public_host` is how Parvis itself is known.
    ///
    /// # Errors
    /// What is wrong with it, in words that don't repeat the password.
    pub fn parse(url: &Url, public_host: Option<&str>) -> Result<Self, String> {
        let at_once = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err("PARVIS_SMTP_URL begins with neither smtp:// nor smtps://".to_owned()),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or("PARVIS_SMTP_URL names no host")?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let mut encryption = if at_once { Encryption::AtOnce } else { Encryption::Offered };
        let mut authority = None;
        for (name, value) in url.query_pairs() {
            match (&*name, &*value) {
                ("tls", "required") if !at_once => encryption = Encryption::Required,
                ("tls", "required") => {}
                ("tls", "offered" | "opportunistic") if !at_once => encryption = Encryption::Offered,
                ("ca", file) => authority = Some(file.to_owned()),
                _ => return Err(format!("PARVIS_SMTP_URL has an option that isn't known: {name}={value}")),
            }
        }
        let credentials = credentials(url)?;
        let usual_port = match (at_once, &credentials) {
            (true, _) => 465,
            (false, Some(_)) => 587,
            (false, None) => 25,
        };
        // A name with a dot: many servers want nothing less. Else our address, as RFC 5321, 4.1.4 has it.
        let hello =
            public_host.filter(|name| name.contains('.') && name.parse::<IpAddr>().is_err() && !name.contains('['));
        Ok(Self {
            port: url.port().unwrap_or(usual_port),
            tls: tls::connector(authority.as_deref())?,
            hello: hello.map(str::to_owned),
            host,
            encryption,
            credentials,
        })
    }

    /// Whether what is said to it stays on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.host.eq_ignore_ascii_case("localhost") || IpAddr::from_str(&self.host).is_ok_and(|ip| ip.is_loopback())
    }

    /// The argument of EHLO, for a connection from `local`.
    #[must_use]
    pub fn hello(&self, local: IpAddr) -> String {
        match (&self.hello, local) {
            (Some(name), _) => name.clone(),
            (None, IpAddr::V4(v4)) => format!("[{v4}]"),
            (None, IpAddr::V6(v6)) => literal(v6),
        }
    }
}

fn literal(v6: Ipv6Addr) -> String {
    v6.to_ipv4_mapped().map_or_else(|| format!("[IPv6:{v6}]"), |v4| format!("[{v4}]"))
}

fn credentials(url: &Url) -> Result<Option<Credentials>, String> {
    if url.username().is_empty() {
        return Ok(None);
    }
    let decode = |text: &str| {
        let text =
            percent_decode_str(text).decode_utf8().map_err(|_| "PARVIS_SMTP_URL: user and password want UTF-8")?;
        if text.contains('\0') {
            Err("PARVIS_SMTP_URL: user and password can't hold a zero")
        } else {
            Ok(text.into_owned())
        }
    };
    Ok(Some(Credentials { user: decode(url.username())?, password: decode(url.password().unwrap_or_default())? }))
}

/// How long each step may take before it counts as failed, in real time.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a TCP connection.
    pub connect: Duration,
    /// For an answer to a command, the banner and a TLS handshake.
    pub reply: Duration,
    /// For the answer after the message: filters look at it meanwhile.
    pub content: Duration,
    /// For one try in all.
    pub whole: Duration,
    /// For the answer to QUIT, and how long a connection is kept for the next message.
    pub idle: Duration,
    /// Before one sender connects again where the last time brought nothing; doubled each time, up to 64 times.
    pub cool_down: Duration,
}

impl Patience {
    /// For somebody who waits for the answer in front of a page: each step ends before the page's own time does, so that
    /// it can say which one it was.
    #[must_use]
    pub fn of_a_reader(self) -> Self {
        let most = |own: Duration, seconds| own.min(Duration::from_secs(seconds));
        Self {
            connect: most(self.connect, 5),
            reply: most(self.reply, 10),
            content: most(self.content, 20),
            whole: most(self.whole, 45),
            ..self
        }
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            reply: Duration::from_mins(1),
            content: Duration::from_mins(2),
            whole: Duration::from_mins(4),
            idle: Duration::from_secs(5),
            cool_down: Duration::from_secs(1),
        }
    }
}

/// Reads `PARVIS_MAIL_FROM`.
///
/// # Errors
/// A sentence for the console.
pub fn sender_address(text: &str) -> Result<Address, String> {
    let address = crate::domain::address::EmailAddress::parse(text)
        .map_err(|_| format!("PARVIS_MAIL_FROM isn't an address: {text:?}"))?;
    address.to_ascii().parse().map_err(|_| format!("PARVIS_MAIL_FROM isn't an address: {text:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Result<Server, String> {
        Server::parse(&url.parse().unwrap(), Some("parvis.example.org"))
    }

    #[test]
    fn the_url_says_where_how_and_as_whom() {
        let server = parse("smtp://mail.example.org").unwrap();
        assert_eq!(
            (server.host.as_str(), server.port, server.encryption),
            ("mail.example.org", 25, Encryption::Offered)
        );
        assert_eq!(server.hello(IpAddr::from([192, 0, 2, 1])), "parvis.example.org");

        let server = parse("smtp://anna%40ex.org:p%2Bw+%2F%C3%A9@mail.example.org?tls=required").unwrap();
        let credentials = server.credentials.unwrap();
        assert_eq!((server.port, server.encryption), (587, Encryption::Required));
        assert_eq!((credentials.user.as_str(), credentials.password.as_str()), ("anna@ex.org", "p+w+/é"));
        assert_eq!(format!("{credentials:?}"), "Credentials");

        assert_eq!(parse("smtps://mail.example.org").unwrap().port, 465);
        assert_eq!(parse("smtps://mail.example.org:2465").unwrap().port, 2465);
        assert_eq!(parse("smtp://[::1]:2525").unwrap().host, "::1");
    }

    #[test]
    fn what_is_wrong_with_it_is_said_without_the_password() {
        for wrong in
            ["https://u:secret@example.org", "smtp://u:secret@example.org?tls=maybe", "smtp://u:secret%ff@example.org"]
        {
            let words = parse(wrong).err().unwrap();
            assert!(words.contains("PARVIS_SMTP_URL") && !words.contains("secret"), "{words}");
        }
        assert!(parse("smtps://example.org?ca=/nowhere.pem").is_err());
        assert!(sender_address("a@b.fr, c@d.fr").is_err());
        assert_eq!(sender_address("parvis@localhost.localdomain").unwrap().to_string(), "parvis@localhost.localdomain");
    }

    #[test]
    fn this_machine_is_known_by_its_names() {
        assert!(parse("smtp://localhost").unwrap().is_loopback());
        assert!(parse("smtp://127.0.0.1:25").unwrap().is_loopback());
        assert!(parse("smtp://[::1]").unwrap().is_loopback());
        assert!(!parse("smtp://localhost.example.org").unwrap().is_loopback());
    }

    #[test]
    fn without_a_name_of_our_own_our_address_stands_in() {
        let server = Server::parse(&"smtp://x.org".parse().unwrap(), Some("127.0.0.1")).unwrap();
        assert_eq!(server.hello(IpAddr::from([192, 0, 2, 1])), "[192.0.2.1]");
        assert_eq!(server.hello("2001:db8::1".parse().unwrap()), "[IPv6:2001:db8::1]");
    }
}
