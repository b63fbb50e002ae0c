//! Commands and replies on the wire.

use crate::domain::{answer::Answer, text::clean_line};
use std::{fmt, io};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};

/// A plain or an encrypted socket.
pub trait Stream: AsyncRead + AsyncWrite + Send + Sync + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> Stream for S {}

/// Longest line of a reply, in bytes; RFC 5321, 4.5.3.1.5 asks for 512.
const LONGEST_LINE: u64 = 2_048;
/// Most lines of a reply.
const MOST_LINES: usize = 100;
/// Most characters of a reply that are kept.
const MOST_KEPT: usize = 300;

/// What the server answered: its code, and its words in one clean, bounded line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub code: u16,
    pub text: String,
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.text)
    }
}

impl Reply {
    /// As it is kept.
    pub fn answer(&self) -> Answer {
        Answer::Server(bounded(&self.to_string()))
    }
}

/// One line without control characters, of at most 300 characters.
pub fn bounded(text: &str) -> String {
    clean_line(text).chars().take(MOST_KEPT).collect()
}

pub struct Dialogue {
    stream: BufReader<Box<dyn Stream>>,
}

impl Dialogue {
    pub fn new(stream: impl Stream + 'static) -> Self {
        Self { stream: BufReader::new(Box::new(stream)) }
    }

    /// Sends a command, without its line end, and reads the reply.
    pub async fn ask(&mut self, command: &str) -> io::Result<(Reply, Vec<String>)> {
        // Everything in it was parsed before; a line end would still be another command.
        if command.contains(['\r', '\n']) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "a command is one line"));
        }
        self.write(format!("{command}\r\n").as_bytes()).await?;
        self.read().await
    }

    /// Sends a message after DATA, with its dots doubled (RFC 5321, 4.5.2), and reads the reply.
    pub async fn content(&mut self, message: &[u8]) -> io::Result<(Reply, Vec<String>)> {
        self.write(&stuffed(message)).await?;
        self.read().await
    }

    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let stream = self.stream.get_mut();
        stream.write_all(bytes).await?;
        stream.flush().await
    }

    /// Reads a reply of one or more lines; the second part holds its lines as they came.
    pub async fn read(&mut self) -> io::Result<(Reply, Vec<String>)> {
        let mut lines: Vec<String> = Vec::new();
        loop {
            let mut line = Vec::new();
            (&mut self.stream).take(LONGEST_LINE).read_until(b'\n', &mut line).await?;
            if line.last() != Some(&b'\n') {
                let hung_up = line.is_empty();
                return Err(if hung_up { io::Error::other("the server hung up") } else { garbled() });
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end();
            let code = line.get(..3).filter(|c| c.bytes().all(|b| b.is_ascii_digit())).and_then(|c| c.parse().ok());
            let code: u16 = code.ok_or_else(garbled)?;
            let more = line.as_bytes().get(3) == Some(&b'-');
            lines.push(line.get(4..).unwrap_or_default().to_owned());
            if !more {
                return Ok((Reply { code, text: bounded(&lines.join(" ")) }, lines));
            }
            if lines.len() == MOST_LINES {
                return Err(garbled());
            }
        }
    }

    /// The bare socket, for TLS.
    ///
    /// # Errors
    /// Where the server wrote ahead: that was not encrypted and must not count as if it were.
    pub fn into_stream(self) -> io::Result<Box<dyn Stream>> {
        if self.stream.buffer().is_empty() { Ok(self.stream.into_inner()) } else { Err(garbled()) }
    }
}

/// What was heard is no reply.
#[derive(Debug)]
pub struct NoSmtp;

impl fmt::Display for NoSmtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server doesn't speak SMTP")
    }
}

impl std::error::Error for NoSmtp {}

fn garbled() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, NoSmtp)
}

fn stuffed(message: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(message.len() + 64);
    let mut at_start = true;
    for byte in message {
        if at_start && *byte == b'.' {
            bytes.push(b'.');
        }
        bytes.push(*byte);
        at_start = *byte == b'\n';
    }
    if !bytes.ends_with(b"\r\n") {
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b".\r\n");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(bytes: &'static str) -> io::Result<(Reply, Vec<String>)> {
        let (ours, mut theirs) = tokio::io::duplex(64);
        let write = tokio::spawn(async move { theirs.write_all(bytes.as_bytes()).await });
        let reply = Dialogue::new(ours).read().await;
        drop(write);
        reply
    }

    #[tokio::test]
    async fn a_reply_of_several_lines_is_one() {
        let (reply, lines) = read("250-mail.example.org\r\n250-SIZE 1000\r\n250 AUTH PLAIN LOGIN\r\n").await.unwrap();
        assert_eq!(reply.to_string(), "250 mail.example.org SIZE 1000 AUTH PLAIN LOGIN");
        assert_eq!(lines[1..], ["SIZE 1000", "AUTH PLAIN LOGIN"]);
        assert_eq!(read("354\r\n").await.unwrap().0, Reply { code: 354, text: String::new() });
    }

    #[tokio::test]
    async fn words_are_bounded_and_hold_no_control_characters() {
        let (reply, _) = read("550 a\u{1b}[31m\u{202e}b\tc\r\n").await.unwrap();
        assert_eq!(reply.text, "a [31mb c");
        assert_eq!(bounded(&"é".repeat(500)).chars().count(), 300);
    }

    #[tokio::test]
    async fn what_is_no_reply_is_an_error() {
        for wrong in ["", "HTTP/1.1 200 OK\r\n", "25", "250 cut"] {
            assert!(read(wrong).await.is_err(), "{wrong}");
        }
        let long: &'static str = Box::leak(format!("250 {}\r\n", "x".repeat(5_000)).into_boxed_str());
        assert!(read(long).await.is_err());
    }

    #[tokio::test]
    async fn a_command_is_one_line() {
        let (ours, _theirs) = tokio::io::duplex(64);
        assert!(Dialogue::new(ours).ask("RCPT TO:<a@b.fr>\r\nRCPT TO:<c@d.fr>").await.is_err());
    }

    #[test]
    fn dots_at_a_lines_start_are_doubled() {
        assert_eq!(stuffed(b".a\r\nb.\r\n.\r\n"), b"..a\r\nb.\r\n..\r\n.\r\n");
        assert_eq!(stuffed(b"a"), b"a\r\n.\r\n");
    }
}
