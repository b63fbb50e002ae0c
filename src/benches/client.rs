//! As little of a browser as costs the measured machine next to nothing: HTTP/1.1 (RFC 9112) over one connection.

use std::{collections::BTreeMap, fmt::Write};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Whoever has these cookies.
#[derive(Clone, Default)]
pub struct Visitor(BTreeMap<String, String>);

pub struct Client {
    connection: TcpStream,
    read: Vec<u8>,
}

pub struct Answer {
    pub status: u16,
    /// As it came; in chunks where its length wasn't known.
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    pub async fn open(address: &str) -> Option<Self> {
        let connection = TcpStream::connect(address).await.ok()?;
        connection.set_nodelay(true).unwrap();
        Some(Self { connection, read: Vec::new() })
    }

    pub async fn get(&mut self, visitor: &Visitor, path: &str, encoding: &str) -> Answer {
        self.ask(visitor, &format!("GET {path}"), &[("accept-encoding", encoding)], "").await.0
    }

    pub async fn post(&mut self, visitor: &mut Visitor, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let length = body.len().to_string();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
            ("content-length", &length),
        ];
        let (answer, head) = self.ask(visitor, &format!("POST {path}"), &headers, &body).await;
        for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
            if name.eq_ignore_ascii_case("set-cookie") {
                let (name, value) = value.split(';').next().unwrap().split_once('=').unwrap();
                visitor.0.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// The answer and its head.
    async fn ask(&mut self, visitor: &Visitor, what: &str, headers: &[(&str, &str)], body: &str) -> (Answer, String) {
        let cookies: Vec<String> = visitor.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request =
            format!("{what} HTTP/1.1\r\nhost: parvis\r\naccept-language: fr\r\ncookie: {}\r\n", cookies.join("; "));
        for (name, value) in headers {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        request.push_str("\r\n");
        request.push_str(body);
        self.connection.write_all(request.as_bytes()).await.unwrap();
        self.read.clear();
        let mut head = None;
        loop {
            let more = self.connection.read_buf(&mut self.read).await.unwrap();
            assert!(more > 0, "the server has hung up");
            if head.is_none()
                && let Some(end) = self.read.windows(4).position(|bytes| bytes == b"\r\n\r\n")
            {
                head = Some((String::from_utf8(self.read[..end].to_vec()).unwrap(), end + 4));
            }
            let Some((head, start)) = &head else { continue };
            let length = head.lines().filter_map(|line| line.split_once(": ")).find_map(|(name, value)| {
                name.eq_ignore_ascii_case("content-length").then(|| value.parse::<usize>().unwrap())
            });
            let body = &self.read[*start..];
            if length.map_or_else(|| body.ends_with(b"0\r\n\r\n"), |length| body.len() >= length) {
                let status = head[9..12].parse().unwrap();
                return (Answer { status, body: body.to_vec() }, head.clone());
            }
        }
    }
}
