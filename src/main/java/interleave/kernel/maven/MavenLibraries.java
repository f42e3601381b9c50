package interleave.kernel.maven;

import interleave.kernel.magic.Libraries;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;

/** Looks where Maven on this machine looks: its local repository, the mirror and proxy that {@code settings.xml} names, and Maven Central. */
public final class MavenLibraries implements Libraries {
    private static final String CENTRAL = "https://repo.maven.apache.org/maven2/";

    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final MavenSettings settings = MavenSettings.read();

    /** Public for {@link Libraries#load}. */
    public MavenLibraries() {}

    @Override
    public List<Library> find(List<String> coordinates, Map<String, String> repositories) throws NotFoundException {
        List<Dependency> wanted = new ArrayList<>();
        for (String each : coordinates) {
            try {
                wanted.add(new Dependency(new DefaultArtifact(each), JavaScopes.COMPILE));
            } catch (IllegalArgumentException e) {
                throw new NotFoundException(
                        each + " is no library's coordinate. Write group:artifact:version, for instance"
                                + " org.apache.commons:commons-lang3:3.17.0.");
            }
        }
        return resolve(wanted, List.of(), repositories, List.of(JavaScopes.COMPILE, JavaScopes.RUNTIME));
    }

    @Override
    public List<Library> findOfPom(String pom, List<String> scopes) throws NotFoundException {
        Model model;
        try {
            model = new MavenXpp3Reader().read(new StringReader(pom), false);
        } catch (IOException | XmlPullParserException e) {
            throw new NotFoundException("The POM cannot be read: " + e.getMessage());
        }
        Map<String, String> repositories = new LinkedHashMap<>();
        model.getRepositories().forEach(each -> repositories.put(each.getId(), each.getUrl()));
        List<Dependency> managed = managed(model, repositories);
        List<Dependency> wanted = new ArrayList<>();
        for (org.apache.maven.model.Dependency each : model.getDependencies()) {
            Dependency dependency = of(each, model, managed);
            if (scopes.contains(dependency.getScope())) {
                wanted.add(dependency);
            }
        }
        return resolve(wanted, managed, repositories, scopes);
    }

    /** The versions that the POM, its parent and the POMs that it imports decide. */
    private List<Dependency> managed(Model model, Map<String, String> repositories) throws NotFoundException {
        List<Dependency> managed = new ArrayList<>();
        if (model.getDependencyManagement() != null) {
            for (org.apache.maven.model.Dependency each :
                    model.getDependencyManagement().getDependencies()) {
                Dependency dependency = of(each, model, List.of());
                if ("import".equals(each.getScope())) {
                    managed.addAll(managedBy(dependency.getArtifact(), repositories));
                } else {
                    managed.add(dependency);
                }
            }
        }
        Parent parent = model.getParent();
        if (parent != null) {
            managed.addAll(managedBy(
                    new DefaultArtifact(parent.getGroupId(), parent.getArtifactId(), "pom", parent.getVersion()),
                    repositories));
        }
        return managed;
    }

    private List<Dependency> managedBy(Artifact pom, Map<String, String> repositories) throws NotFoundException {
        try {
            var request = new ArtifactDescriptorRequest(pom, remotes(repositories), null);
            return system.readArtifactDescriptor(session(), request).getManagedDependencies();
        } catch (ArtifactDescriptorException e) {
            throw new NotFoundException("The POM " + pom + " was not found: " + reason(e));
        }
    }

    private static Dependency of(org.apache.maven.model.Dependency each, Model model, List<Dependency> managed)
            throws NotFoundException {
        String group = filled(each.getGroupId(), model);
        String name = filled(each.getArtifactId(), model);
        String version = filled(each.getVersion(), model);
        for (Dependency known : managed) {
            if (version.isEmpty()
                    && known.getArtifact().getGroupId().equals(group)
                    && known.getArtifact().getArtifactId().equals(name)) {
                version = known.getArtifact().getVersion();
            }
        }
        if (version.isEmpty()) {
            throw new NotFoundException("The POM names no version of " + group + ":" + name + ".");
        }
        String scope = each.getScope() == null || each.getScope().isEmpty() ? JavaScopes.COMPILE : each.getScope();
        String type = each.getType() == null ? "jar" : each.getType();
        return new Dependency(
                new DefaultArtifact(group, name, filled(each.getClassifier(), model), type, version), scope);
    }

    /** The text with the properties of the POM in it. */
    private static String filled(String text, Model model) {
        String filled = text == null ? "" : text.strip();
        for (String name : model.getProperties().stringPropertyNames()) {
            filled = filled.replace("${" + name + "}", model.getProperties().getProperty(name));
        }
        return filled;
    }

    private List<Library> resolve(
            List<Dependency> wanted, List<Dependency> managed, Map<String, String> repositories, List<String> scopes)
            throws NotFoundException {
        var collect = new CollectRequest();
        collect.setDependencies(wanted);
        collect.setManagedDependencies(managed);
        collect.setRepositories(remotes(repositories));
        var request = new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(scopes));
        try {
            List<Library> found = new ArrayList<>();
            for (ArtifactResult result :
                    system.resolveDependencies(session(), request).getArtifactResults()) {
                Artifact artifact = result.getArtifact();
                String name = artifact.getGroupId() + ":" + artifact.getArtifactId()
                        + (artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier());
                found.add(new Library(
                        name, artifact.getVersion(), artifact.getFile().toPath()));
            }
            return found;
        } catch (DependencyResolutionException e) {
            throw new NotFoundException(reason(e));
        }
    }

    private List<RemoteRepository> remotes(Map<String, String> more) {
        List<RemoteRepository> remotes = new ArrayList<>();
        remotes.add(settings.mirrored("central", CENTRAL));
        more.forEach((id, url) -> remotes.add(settings.mirrored(id, url)));
        return remotes;
    }

    private RepositorySystemSession session() {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setSystemProperties(System.getProperties());
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(true, true));
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(
                session, new LocalRepository(settings.localRepository().toFile())));
        return session;
    }

    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage());
        return said + (said.endsWith(".") ? "" : ".");
    }
}
