use crate::support::{Browser, TestApp, app::PASSWORD};
use parvis::server::http::{
    connections::{Limits, serve},
    router, router_within,
};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::timeout,
};

/// How long a test waits for what must happen before it fails.
const GUARD: Duration = Duration::from_secs(20);
/// What the test waits out.
const SHORT: Duration = Duration::from_millis(300);

/// A Parvis behind a port of its own.
struct Served {
    test: TestApp,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Served {
    async fn start(head: Duration, body: Duration) -> Self {
        let test = TestApp::sqlite().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, told) = oneshot::channel();
        let task = tokio::spawn(serve(listener, router(test.app.clone()), Limits { head, body }, async {
            let _ = told.await;
        }));
        Self { test, address, stop, task }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// Reads until `end` has come; the connection may close before.
async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = String::new();
    let mut part = [0; 4096];
    while !text.contains(end) {
        match timeout(GUARD, stream.read(&mut part)).await.expect("nothing came, not even the end").unwrap_or(0) {
            0 => break,
            read => text.push_str(&String::from_utf8_lossy(&part[..read])),
        }
    }
    text
}

#[tokio::test]
async fn a_head_that_never_ends_is_waited_for_so_long_and_no_longer() {
    let served = Served::start(SHORT, GUARD).await;
    for begun in ["", "GET /health HTTP/1.1\r\nHost: parvis\r\nX-Slow: "] {
        let mut stream = served.connect().await;
        stream.write_all(begun.as_bytes()).await.unwrap();
        let answer = read_until(&mut stream, "never").await;
        assert!(!answer.contains("200 OK"), "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_never_ends_is_waited_for_so_long_and_no_longer() {
    let served = Served::start(GUARD, SHORT).await;
    for path in ["/sign-in", "/forgot"] {
        for begun in ["", "email=a"] {
            let mut stream = served.connect().await;
            let head = format!(
                "POST {path} HTTP/1.1\r\nHost: parvis\r\nSec-Fetch-Site: same-origin\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
            );
            stream.write_all(format!("{head}{begun}").as_bytes()).await.unwrap();
            let answer = read_until(&mut stream, "never").await;
            assert!(!answer.starts_with("HTTP/1.1 200"), "it is refused, and the connection closed: {answer}");
        }
    }
}

#[tokio::test]
async fn a_connection_is_kept_for_further_requests_and_says_who_is_there() {
    let served = Served::start(GUARD, GUARD).await;
    served.test.admin().await;
    let mut stream = served.connect().await;
    for _ in 0..2 {
        stream.write_all(b"GET /health HTTP/1.1\r\nHost: parvis\r\n\r\n").await.unwrap();
        assert!(read_until(&mut stream, "\r\n\r\n").await.starts_with("HTTP/1.1 200 OK"));
    }
    let body = format!("email=camille%40rivoli.example&password={}", PASSWORD.replace(' ', "+"));
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: parvis\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    assert!(read_until(&mut stream, "\r\n\r\n").await.starts_with("HTTP/1.1 303"));
    assert_eq!(served.test.count("sessions WHERE address = '127.0.0.1'").await, 1);
}

#[tokio::test]
async fn told_to_stop_it_answers_what_has_come_and_ends() {
    let served = Served::start(GUARD, GUARD).await;
    let mut waiting = served.connect().await;
    waiting.write_all(b"POST /sign-in HTTP/1.1\r\nHost: parvis\r\nContent-Length: 3\r\n\r\n").await.unwrap();
    // Taken up, and waiting for its body.
    let mut other = served.connect().await;
    other.write_all(b"GET /health HTTP/1.1\r\nHost: parvis\r\n\r\n").await.unwrap();
    read_until(&mut other, "\r\n\r\n").await;
    served.stop.send(()).unwrap();
    assert_eq!(read_until(&mut other, "never").await, "", "an idle connection is closed");
    waiting.write_all(b"a=b").await.unwrap();
    assert!(read_until(&mut waiting, "</html>").await.contains("HTTP/1.1 415"));
    timeout(GUARD, served.task).await.expect("it doesn't end").unwrap();
    assert!(TcpStream::connect(served.address).await.is_err());
}

#[tokio::test]
async fn an_answer_is_worked_at_for_so_long_and_no_longer() {
    let test = TestApp::sqlite().await;
    test.admin().await;
    let mut visitor = Browser::new(router_within(test.app.clone(), Duration::ZERO));
    let late = visitor.sign_in("camille@rivoli.example", PASSWORD).await;
    assert_eq!(late.status, 503);
    assert!(!late.header("retry-after").is_empty() && visitor.session().is_none(), "{}", late.text());
    let mut visitor = Browser::new(router_within(test.app.clone(), GUARD));
    assert_eq!(visitor.sign_in("camille@rivoli.example", PASSWORD).await.status, 303);
}
