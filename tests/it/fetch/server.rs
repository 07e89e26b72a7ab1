//! A web server of the test's own on the loopback: one thread a connection, one request a connection.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// A request as it came.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) path: String,
    pub(super) fields: Vec<(String, String)>,
    pub(super) at: Instant,
}

impl Request {
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A server that runs until the test ends.
pub(super) struct Server {
    pub(super) port: u16,
    log: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// `answer` writes whatever it likes, heads included.
    pub(super) fn start(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let log = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&log);
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&shared), Arc::clone(&answer));
                std::thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { port, log }
    }

    /// A server that knows no HTTP: `answer` writes whatever it likes to each connection.
    pub(super) fn start_raw(answer: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let answer = Arc::clone(&answer);
                std::thread::spawn(move || {
                    answer(&mut stream);
                    // What was written must arrive before the connection is gone.
                    let _ = stream.shutdown(Shutdown::Write);
                    let _ = std::io::copy(&mut stream, &mut std::io::sink());
                });
            }
        });
        Self {
            port,
            log: Arc::default(),
        }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Everything that was asked, in order.
    pub(super) fn log(&self) -> Vec<Request> {
        self.log.lock().unwrap().clone()
    }

    /// How often a path was asked.
    pub(super) fn asked(&self, path: &str) -> usize {
        self.log().iter().filter(|one| one.path == path).count()
    }
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<Request>>,
    answer: &dyn Fn(&Request, &mut TcpStream),
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    if reader.read_line(&mut line).is_err() || line.is_empty() {
        return;
    }
    let path = line.split_whitespace().nth(1).unwrap_or("/").to_owned();
    let mut fields = Vec::new();
    loop {
        let mut field = String::new();
        if reader.read_line(&mut field).is_err() || field.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = field.split_once(':') {
            fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    let request = Request {
        path,
        fields,
        at: Instant::now(),
    };
    log.lock().unwrap().push(request.clone());
    answer(&request, &mut stream);
}

/// Writes a whole answer. A client that has gone away is none of the server's business.
pub(super) fn reply(stream: &mut TcpStream, status: &str, fields: &str, body: &[u8]) {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{fields}\r\n"
    );
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(body);
}

/// A page of a few sentences made up of a number.
pub(super) fn page(number: usize) -> String {
    format!(
        "<!DOCTYPE html><html lang=vi><head><meta charset=utf-8><title>Bài số {number} về công tác Đảng</title>\
         <meta property=\"article:published_time\" content=\"2024-01-17T08:00:00+07:00\"></head><body><article>\
         <h1>Bài số {number} về công tác Đảng</h1>\
         <p>Ban Thường vụ huyện ủy họp bàn việc thứ {number} trong kế hoạch công tác năm, có đủ các ủy viên dự họp.</p>\
         <p>Hội nghị nghe báo cáo về tiến độ, nêu những việc còn chậm và giao từng ban phụ trách từng phần việc.</p>\
         <p>Bí thư huyện ủy yêu cầu các xã gửi báo cáo trước ngày mười hằng tháng để tổng hợp chung.</p>\
         <p>Các chi bộ trực thuộc rà soát lại danh sách đảng viên, bổ sung người theo dõi từng thôn và báo về Ban Tổ chức trước kỳ họp sau.</p>\
         <p>Ủy ban Kiểm tra huyện ủy lập đoàn xuống ba xã, làm việc từng nơi một ngày, rồi trình kết quả vào phiên cuối quý.</p>\
         </article></body></html>"
    )
}

/// Answers with a page.
pub(super) fn reply_page(stream: &mut TcpStream, number: usize) {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    reply(stream, "200 OK", html, page(number).as_bytes());
}
