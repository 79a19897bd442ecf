import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform
@testable import PlatformServer

/// Pixels, links and pages over HTTP.
///
/// Case X5.
@Suite(.timeLimit(.minutes(2))) struct TrackingServingTests {
    @Test func `a pixel is an image of 43 bytes that nobody keeps`() async throws {
        let ground = try await TrackingGround()
        try await ground.desk.serving { url in
            for path in [ground.pixel, "/t/o/wrong.gif"] {
                let answer = try await TrackingGround.ask(url, "GET", path)
                #expect(answer.status == 200 && answer.header("content-type") == "image/gif")
                #expect(answer.header("content-length") == "43")
                #expect(answer.header("cache-control") == "no-store")
            }
        }
        #expect(try await ground.count("event WHERE kind = 12") == 1)
    }

    @Test func `a link leads to its stored target alone`() async throws {
        let ground = try await TrackingGround()
        try await ground.desk.serving { url in
            let answer = try await TrackingGround.ask(url, "GET", ground.click)
            #expect(answer.status == 302 && answer.header("location") == TrackingGround.target)
            #expect(answer.header("referrer-policy") == "no-referrer")
            let more = try await TrackingGround.ask(url, "GET", ground.click + "?url=https://evil.example")
            #expect(more.header("location") == TrackingGround.target)
            for path in ["/t/c/", "/t/c//evil.example", "/t/c/https://evil.example", "/t", "/t/z/x"] {
                let answer = try await TrackingGround.ask(url, "GET", path)
                #expect(answer.status == 404 && answer.header("location") == nil, "\(path)")
            }
        }
        #expect(try await ground.count("event WHERE kind = 13") == 2)
    }

    @Test func `the page says what it is, without a script, a cookie or a word of the request`() async throws
    {
        let ground = try await TrackingGround(company: "A <b>&\"' Shop")
        try await ground.desk.serving { url in
            let answer = try await TrackingGround.ask(
                url, "GET", ground.page + "?q=%3Cscript%3Ealert(1)%3C/script%3E",
                headers: ["user-agent: <script>alert(2)</script>", "cookie: a=<script>"])
            #expect(answer.status == 200 && answer.header("set-cookie") == nil)
            #expect(
                answer.header("content-security-policy")?.hasPrefix("default-src 'none'; style-src") == true)
            let page = answer.body
            #expect(page.contains("<html lang=\"en\">") && page.contains("<h1>Unsubscribe</h1>"))
            #expect(page.contains("<button type=\"submit\">Unsubscribe</button>"))
            #expect(page.contains("<label for=\"email\">E-mail to a…@shop.example</label>"))
            #expect(page.contains("A &lt;b&gt;&amp;&quot;&#39; Shop"))
            #expect(!page.contains("script") && !page.contains("src=") && !page.contains("http"))
            #expect(!page.contains(TrackingGround.person))
        }
        #expect(try await ground.count("suppression") == 0)
    }

    @Test func `where the sender was deleted the page says so, and one click succeeds`() async throws {
        let ground = try await TrackingGround()
        let kind = AccountKind(context: ground.desk.platform.context)
        let account = try #require(try await kind.operations().find?("ops@shop.example"))
        _ = try await kind.operations().delete?.perform([account.id])
        try await ground.desk.serving { url in
            for (method, body) in [("GET", ""), ("POST", "List-Unsubscribe=One-Click")] {
                let answer = try await TrackingGround.ask(
                    url, method, ground.page, headers: [TrackingGround.form], body: body)
                #expect(answer.status == 200)
                #expect(answer.body.contains("<h1>This sender is not here any more</h1>"))
                #expect(answer.body.contains("Its account was deleted") && !answer.body.contains("<form"))
            }
            let link = try await TrackingGround.ask(url, "GET", ground.click)
            #expect(link.status == 410 && link.header("location") == nil)
            #expect(link.body.contains("leads nowhere any more"))
        }
        #expect(try await ground.count("suppression") == 0)
    }

    @Test(arguments: ["GET", "HEAD"])
    func `asking alone never unsubscribes`(method: String) async throws {
        let ground = try await TrackingGround()
        try await ground.desk.serving { url in
            for query in ["", "?List-Unsubscribe=One-Click", "?preferences=1"] {
                let answer = try await TrackingGround.ask(
                    url, method, ground.page + query, headers: [TrackingGround.form])
                #expect(answer.status == 200)
                if method == "HEAD" { #expect(answer.body.isEmpty) }
            }
        }
        #expect(try await ground.count("suppression") == 0)
        #expect(try await ground.count("event") == 0)
    }

    @Test func `RFC 8058: one POST in either form unsubscribes, without cookie, login or redirect`()
        async throws
    {
        let multipart =
            "--xYz\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--xYz--\r\n"
        for (type, body) in [
            (TrackingGround.form, "List-Unsubscribe=One-Click"),
            ("content-type: multipart/form-data; boundary=\"xYz\"", multipart),
        ] {
            let ground = try await TrackingGround()
            try await ground.desk.serving { url in
                for _ in 1...2 {
                    let answer = try await TrackingGround.ask(
                        url, "POST", ground.page, headers: [type], body: body)
                    #expect(answer.status == 200 && answer.header("location") == nil)
                    #expect(answer.header("set-cookie") == nil && answer.header("www-authenticate") == nil)
                    #expect(answer.body.contains("<h1>You are unsubscribed</h1>"))
                    // It was on the disk before it was said.
                    #expect(try await ground.count("suppression WHERE reason = 'unsubscribe'") == 1)
                }
            }
            #expect(try await ground.count("event WHERE kind = 14") == 1)
        }
    }

    @Test(arguments: [
        "", "x=1", "List-Unsubscribe=", "List-Unsubscribe=One-Click%00",
        "{\"List-Unsubscribe\": \"One-Click\"}",
    ])
    func `a POST of something else is refused and does nothing`(body: String) async throws {
        let ground = try await TrackingGround()
        try await ground.desk.serving { url in
            let answer = try await TrackingGround.ask(
                url, "POST", ground.page, headers: [TrackingGround.form], body: body)
            #expect(answer.status == 400 && answer.body.contains("Nothing was changed"))
        }
        #expect(try await ground.count("suppression") == 0)
    }

    @Test func `a body that is too long is refused, told or not`() async throws {
        let ground = try await TrackingGround()
        try await ground.desk.serving { url in
            let long = String(repeating: "x", count: 10_000)
            let told = try await TrackingGround.ask(
                url, "POST", ground.page, headers: [TrackingGround.form],
                body: "List-Unsubscribe=One-Click&a=" + long)
            #expect(told.status == 413)
            let chunked = try await RawConnection(url).talk(
                "POST \(ground.page) HTTP/1.1\r\nhost: \(TrackingGround.host)\r\ntransfer-encoding: chunked\r\n\r\n"
                    + "2710\r\n\(long)\r\n0\r\n\r\n")
            #expect(RawAnswer(chunked).status == 413)
        }
        #expect(try await ground.count("suppression") == 0)
    }

    @Test func `another host, another method and a broken token find nothing`() async throws {
        let ground = try await TrackingGround()
        try await ground.desk.serving { url in
            for host in ["evil.example", "127.0.0.1", ""] {
                for path in [ground.pixel, ground.click, ground.page] {
                    #expect(try await TrackingGround.ask(url, "GET", path, host: host).status == 404)
                }
                let post = try await TrackingGround.ask(
                    url, "POST", ground.page, host: host, headers: [TrackingGround.form],
                    body: "List-Unsubscribe=One-Click")
                #expect(post.status == 404)
            }
            let put = try await TrackingGround.ask(url, "DELETE", ground.page)
            #expect(put.status == 405 && put.header("allow") == "GET, HEAD, POST")
            #expect(try await TrackingGround.ask(url, "POST", ground.click).status == 405)
            for path in [
                "/t/u/x", ground.page + "A", String(ground.page.dropLast()),
                "/t/u/%27%3B%20DROP%20TABLE%20event%3B--",
            ] {
                let answer = try await TrackingGround.ask(url, "GET", path)
                #expect(
                    answer.status == 404 && answer.body.contains("This link is not known here"), "\(path)")
            }
        }
        #expect(try await ground.count("event") == 0)
        #expect(try await ground.count("suppression") == 0)
    }

    @Test func `two hundred at once are all answered, and each is counted`() async throws {
        let ground = try await TrackingGround()
        try await ground.desk.serving { url in
            try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 0..<200 {
                    group.addTask { try await TrackingGround.ask(url, "GET", ground.click).status }
                }
                for try await status in group { #expect(status == 302) }
            }
        }
        #expect(try await ground.count("event WHERE kind = 13") == 200)
    }

    @Test func `an address of their own serves the pages alone, and the APIs' address does not`() async throws
    {
        let ground = try await TrackingGround()
        var options = ServerDesk.options
        options.trackingAddress = ListenAddress(port: 0)
        try await ground.desk.servingPages(options) { apis, pages in
            var statuses: [Int?] = []
            for (url, path) in [
                (pages, ground.page), (apis, ground.page), (pages, "/rest/json/senders"), (pages, "/healthz"),
            ] { statuses.append(try await TrackingGround.ask(url, "GET", path).status) }
            #expect(statuses == [200, 404, 404, 200])
        }
    }

    @Test func `an address for pages that is taken is named with its option`() async throws {
        let ground = try await TrackingGround()
        try await ground.desk.serving { url in
            var options = ServerDesk.options
            options.trackingAddress = try ListenAddress(String(url.dropFirst("http://".count)))
            let error = await #expect(throws: ServiceError.self) {
                try await PlatformServer(ground.desk.platform, options).run { _ in }
            }
            #expect(error?.hint?.contains("--tracking-listen") == true)
        }
    }
}
