"""Log-in, log-out, and working in another of one's own posts."""

from typing import Any

from axes.decorators import axes_dispatch
from django.contrib import messages
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme

from casework import accesslog
from casework.session import actor_of, choose_post, current_posts
from casework.web import me, navigation
from casework.web.records import PageView


@method_decorator(axes_dispatch, name="dispatch")
class Login(auth.LoginView):
    """One sentence for a wrong password and an unknown name; locked for 15 minutes after five tries."""

    template_name = "casework/login.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """The first entry of the side bar, where no page was asked for."""
        post = current_posts(self.request.user).first()  # type: ignore[arg-type]
        return navigation.landing(post.role) if post else super().get_default_redirect_url()

    def form_valid(self, form: Any) -> HttpResponse:
        before = me.last_login_words(form.get_user())
        answer = super().form_valid(form)
        if before:
            messages.info(self.request, before)
        if current_posts(self.request.user).exists():  # type: ignore[arg-type]
            accesslog.record_access(actor_of(self.request), "login", request=self.request)
        return answer


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The log-in page that says so."""
    return render(request, "casework/login.html", {"locked": True, "form": None}, status=429)


class Switch(PageView):
    """POST post=: work in this post from now on; next=: a page of ours to go on with."""

    def post(self, request: HttpRequest) -> HttpResponse:
        choose_post(request, request.POST.get("post", ""))
        onward = request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
        return HttpResponseRedirect(onward if ours else "/")
