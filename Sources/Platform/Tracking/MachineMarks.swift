import FoundationEssentials
import ServiceCore

/// By what it is told that a program, not a person, looked at a message.
enum MachineMarks {
    /// So soon after the relay took a message nobody has read it.
    static let tooSoon: TimeInterval = 2
    /// Within this time nobody follows several links of one message.
    static let burst: TimeInterval = 2
    /// As many different links, or all of them where there are fewer.
    static let burstLinks = 3

    /// - Parameter accepted: when the relay took the message; nil where it is still being handed over.
    static func isMachine(_ visit: TrackingVisit, accepted: Date?) -> Bool {
        guard let accepted else { return true }
        return visit.isPrefetch || visit.time.timeIntervalSince(accepted) < tooSoon
            || isMachine(agent: visit.origin.agent, kind: visit.token.kind)
    }

    /// What programs that fetch for nobody call themselves. Gmail's and Yahoo's image proxies fetch when a person looks, and
    /// are none of them.
    static func isMachine(agent: String, kind: MailToken.Kind) -> Bool {
        // Apple's Mail has images fetched beforehand by a proxy that says just this.
        if kind == .open, agent == "Mozilla/5.0" { return true }
        let agent = agent.lowercased()
        return scanners.contains { agent.contains($0) }
    }

    /// In lower case. A phone's browser must hold none of them, which is why no bare “bot” is here.
    private static let scanners = [
        // Robots that name themselves as they are asked to, with where to read about them.
        "+http", "bot/", "bot;", "bot)", "crawler", "spider",
        // Scanners of mail and its links.
        "barracuda", "mimecast", "proofpoint", "urldefense", "safelinks", "bingpreview", "symantec",
        "trendmicro", "fortimail", "sophos", "zscaler", "messagelabs", "cloudmark", "ironport",
        // What makes a preview for somebody who was sent a link.
        "facebookexternalhit", "slack-imgproxy", "skypeuripreview", "whatsapp/", "linkpreview",
        // Libraries and headless browsers.
        "curl/", "wget/", "python-requests", "python-urllib", "go-http-client", "java/", "okhttp",
        "apache-httpclient", "libwww-perl", "headlesschrome", "phantomjs", "node-fetch", "axios/",
    ]
}
