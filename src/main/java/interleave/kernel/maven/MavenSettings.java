package interleave.kernel.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.RemoteRepository;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What this user's {@code ~/.m2/settings.xml} says of where libraries are: the local repository, mirrors and the proxy, all that a class room or a company needs to reach
 * one. Nothing that is secret is read.
 */
final class MavenSettings {
    private final Path localRepository;
    private final List<Mirror> mirrors;
    private final List<Proxied> proxies;

    private record Mirror(List<String> of, String url) {}

    private record Proxied(Proxy proxy, String protocol) {}

    private MavenSettings(Path localRepository, List<Mirror> mirrors, List<Proxied> proxies) {
        this.localRepository = localRepository;
        this.mirrors = mirrors;
        this.proxies = proxies;
    }

    static MavenSettings read() {
        Path maven = Path.of(System.getProperty("user.home"), ".m2");
        Path repository = maven.resolve("repository");
        Path file = maven.resolve("settings.xml");
        if (!Files.isRegularFile(file)) {
            return new MavenSettings(repository, List.of(), List.of());
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document settings = factory.newDocumentBuilder().parse(file.toFile());
            String local = text(settings.getDocumentElement(), "localRepository");
            List<Mirror> mirrors = new ArrayList<>();
            for (Element mirror : elements(settings, "mirror")) {
                mirrors.add(new Mirror(Arrays.asList(text(mirror, "mirrorOf").split(",", -1)), text(mirror, "url")));
            }
            List<Proxied> proxies = new ArrayList<>();
            for (Element proxy : elements(settings, "proxy")) {
                if (!text(proxy, "active").equals("false")) {
                    proxies.add(new Proxied(
                            new Proxy(
                                    "http", text(proxy, "host"), Integer.parseInt(text(proxy, "port")), (Authentication)
                                            null),
                            text(proxy, "protocol")));
                }
            }
            return new MavenSettings(local.isEmpty() ? repository : Path.of(local), mirrors, proxies);
        } catch (IOException | ParserConfigurationException | SAXException | NumberFormatException e) {
            return new MavenSettings(repository, List.of(), List.of());
        }
    }

    Path localRepository() {
        return localRepository;
    }

    /** A repository, or the mirror that stands for it. */
    RemoteRepository mirrored(String id, String url) {
        String address = url;
        for (Mirror mirror : mirrors) {
            boolean excluded = mirror.of().contains("!" + id);
            boolean meant = mirror.of().contains("*")
                    || mirror.of().contains(id)
                    || (mirror.of().contains("external:*") && !url.startsWith("file:"));
            if (meant && !excluded) {
                address = mirror.url();
                break;
            }
        }
        var repository = new RemoteRepository.Builder(id, "default", address);
        if (!proxies.isEmpty() && !address.startsWith("file:")) {
            repository.setProxy(proxies.getFirst().proxy());
        }
        return repository.build();
    }

    private static List<Element> elements(Document document, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList found = document.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
