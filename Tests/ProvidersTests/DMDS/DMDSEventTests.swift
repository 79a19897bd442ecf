import ServiceCore
import Synchronization
import TestSupport
import Testing

@Suite struct DMDSEventTests {
    @Test func `activity asks for a week in whole pages and shows the newest first`() async throws {
        let stage = try await DMDSStage()
        let rows = try await stage.board.list(.event)
        #expect(rows.map { $0["kind"].plainText } == ["invalidated", "soft bounce", "accepted"])
        #expect(rows.map { $0["bounce_type"].plainText } == ["", "soft", ""])
        #expect(
            stage.only("GET", "envio/cantidad_eventos/")?.bodyText
                == #"{"desde":"2026-02-22T14:03:22","hasta":"2026-03-02T14:03:22"}"#)
        // Page and length are numbers: a text is refused (§9).
        #expect(
            stage.only("GET", "envio/ver_eventos/")?.bodyText
                == #"{"desde":"2026-02-22T14:03:22","hasta":"2026-03-02T14:03:22","pagina":1,"cantidad":500}"#
        )
    }

    @Test func `the filter's dates are handed to DMDS`() async throws {
        let stage = try await DMDSStage()
        let rows = try await stage.board.list(.event, "after:2026-02-28T08:26:00 before:2026-03-01")
        #expect(rows.map { $0["kind"].plainText } == ["soft bounce"])
        #expect(
            stage.only("GET", "envio/cantidad_eventos/")?.bodyText
                == #"{"desde":"2026-02-28T08:26:00","hasta":"2026-03-01T00:00:00"}"#)
    }

    @Test(arguments: [
        ("before:2026-01-01", "2000-01-01T00:00:00", "2026-01-01T00:00:00"),
        ("-since:2d", "2000-01-01T00:00:00", "2026-02-27T14:03:22"),
        ("since:2d", "2026-02-27T14:03:22", "2026-03-02T14:03:22"),
        ("person:kim", "2026-02-22T14:03:22", "2026-03-02T14:03:22"),
    ])
    func `a filter that names a time is not held to the week`(
        filter: (text: String, from: String, to: String)
    ) async throws {
        let stage = try await DMDSStage()
        _ = try await stage.board.list(.event, filter.text)
        #expect(
            stage.only("GET", "envio/cantidad_eventos/")?.bodyText
                == #"{"desde":"\#(filter.from)","hasta":"\#(filter.to)"}"#)
    }

    @Test(arguments: [0, 3, 700, -1]) func `events are read though fewer or none are counted`(_ counted: Int)
        async throws
    {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/envio/cantidad_eventos/", .json(#"{"status":"ok","cantidad":\#(counted)}"#))
        stage.server.answer("GET", "/v1/envio/ver_eventos/") { request in
            .json(Self.page(Self.number("pagina", in: request), of: 500, count: 1200))
        }
        let gathering = try #require(try stage.board.operations(.event).list?.gathering)
        let rows = try await gathering.load(.all)
        #expect(rows.count == 1200 && rows.first?["person"].plainText == "a1199@x.com")
    }

    @Test func `where none are counted an empty page proves it`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("GET", "/v1/envio/cantidad_eventos/", .json(#"{"status":"ok","cantidad":0}"#))
        stage.server.answer("GET", "/v1/envio/ver_eventos/", .json(#"{"status":"ok","eventos":[]}"#))
        #expect(try await stage.board.list(.event).isEmpty)
        #expect(stage.server.requests.count == 2)
    }

    /// A page of so many events, each with an address of its own.
    private static func page(_ number: Int, of length: Int, count: Int) -> String {
        let range = (number - 1) * length..<max((number - 1) * length, min(number * length, count))
        let events = range.map {
            #"{"email":"a\#($0)@x.com","evento":"envio","timestamp":"2026-02-28T08:25:11"}"#
        }
        return
            #"{"status":"ok","pagina":\#(number),"cantidad":\#(length),"total":\#(count),"eventos":[\#(events.joined(separator: ","))]}"#
    }

    private static func number(_ name: String, in request: RecordedRequest) -> Int {
        let digits = request.bodyText.split(separator: #""\#(name)":"#).last?.prefix { $0.isNumber } ?? ""
        return Int(digits) ?? 0
    }

    @Test func `of more events than fit the newest are read, from the last page backwards`() async throws {
        let stage = try await DMDSStage()
        let count = 5200
        stage.server.answer("GET", "/v1/envio/cantidad_eventos/", .json(#"{"status":"ok","cantidad":5200}"#))
        stage.server.answer("GET", "/v1/envio/ver_eventos/") { request in
            .json(Self.page(Self.number("pagina", in: request), of: 500, count: count))
        }
        let gathering = try #require(try stage.board.operations(.event).list?.gathering)
        let rows = try await gathering.load(.all)
        #expect(rows.count == 5000)
        #expect(rows.first?["person"].plainText == "a5199@x.com")
        #expect(rows.last?["person"].plainText == "a200@x.com")
        #expect(
            stage.server.requests(to: "GET", "/v1/envio/ver_eventos/").map { Self.number("pagina", in: $0) }
                == Array((1...11).reversed()))
    }

    @Test func `where nothing has happened two calls do, and a new event is seen`() async throws {
        let stage = try await DMDSStage()
        let counts = ["1200", "1200", "1201"].map {
            ScriptedAnswer.json(#"{"status":"ok","cantidad":\#($0)}"#)
        }
        stage.server.answer("GET", "/v1/envio/cantidad_eventos/", counts[0], counts[1], counts[2])
        let pages = Mutex(0)
        stage.server.answer("GET", "/v1/envio/ver_eventos/") { request in
            let number = pages.withLock { pages in
                pages += 1
                return pages
            }
            // Three pages of the first reading, one of the second.
            let count = number <= 4 ? 1200 : 1201
            return .json(Self.page(Self.number("pagina", in: request), of: 500, count: count))
        }
        let gathering = try #require(try stage.board.operations(.event).list?.gathering)
        let first = try await gathering.load(.all)
        #expect(stage.server.requests.count == 4)
        #expect(try await gathering.load(.all) == first)
        #expect(stage.server.requests.count == 6)
        #expect(try await gathering.load(.all).first?["person"].plainText == "a1200@x.com")
    }

    @Test func `a server with shorter pages is read in those`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer("GET", "/v1/envio/cantidad_eventos/", .json(#"{"status":"ok","cantidad":250}"#))
        stage.server.answer("GET", "/v1/envio/ver_eventos/") { request in
            .json(Self.page(Self.number("pagina", in: request), of: 100, count: 250))
        }
        let rows = try await stage.board.list(.event, "a249")
        #expect(rows.count == 1)
        let gathering = try #require(try stage.board.operations(.event).list?.gathering)
        #expect(try await gathering.load(.all).count == 250)
    }

    @Test(arguments: [(2, 1000), (0, 0)])
    func `pages that end before what is counted are told, and how many are missing`(
        filled: Int, read: Int
    ) async throws {
        let stage = try await DMDSStage()
        stage.server.answer("GET", "/v1/envio/cantidad_eventos/", .json(#"{"status":"ok","cantidad":6037}"#))
        stage.server.answer("GET", "/v1/envio/ver_eventos/") { request in
            .json(Self.page(Self.number("pagina", in: request), of: 500, count: filled * 500))
        }
        let gathering = try #require(try stage.board.operations(.event).list?.gathering)
        var people: [String] = []
        let error = await serviceError {
            try await gathering.pages(.all) { page in
                people += page.map { $0["person"].plainText }
                return true
            }
        }
        #expect(people.count == read && Set(people).count == read)
        let missing = read == 0 ? "6,037" : "5,037"
        #expect(error?.message == "DMDS does not hand over \(missing) of 6,037 events that it counts.")
        #expect(error?.code == .malformedAnswer && stage.server.requests.count < 12)
    }

    @Test func `the same page again and again ends with an error`() async throws {
        let stage = try await DMDSStage()
        stage.server.answer(
            "GET", "/v1/envio/cantidad_eventos/", .json(#"{"status":"ok","cantidad":900000}"#))
        let page = Self.page(1, of: 500, count: 500)
        stage.server.answer("GET", "/v1/envio/ver_eventos/", .json(page))
        let error = await serviceError { _ = try await stage.board.list(.event) }
        #expect(error?.code == .malformedAnswer)
        #expect(
            error?.message
                == "DMDS sends nothing new as page 1799 of its events: 899,500 of 900,000 are missing.")
        #expect(stage.server.requests(to: "GET", "/v1/envio/ver_eventos/").count == 2)
    }
}
